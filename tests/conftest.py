"""What all tests share."""

from __future__ import annotations

import pytest
from pytest_django.plugin import blocking_manager_key

from core import scoping
from core.context import is_demo
from core.crypto import make_keys_if_missing
from core.postgres import ensure_running
from tests import counting
from tests.browser.seeds import keep_or_bring_back

# The runner makes, migrates and empties databases as their owner; each test then begins as a
# service without any such right, and each request in the scope of who asks.
scoping.by_default(None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Bring back what migrations brought, once a test on real connections emptied every table."""
    result = yield
    if nextitem is not None and "transactional_db" in item.fixturenames:
        with item.config.stash[blocking_manager_key].unblock():
            keep_or_bring_back()
    return result


@pytest.fixture(scope="session")
def django_db_modify_db_settings():
    """Start the cluster of the tests, unless DATABASE_URL names a server."""
    ensure_running()


@pytest.fixture(autouse=True)
def _scope_of_tests(request):
    """Build in the scope of a service, so that no test works with the owner's rights."""
    if "transactional_db" in request.fixturenames:
        request.getfixturevalue("transactional_db")
        with scoping.connections_as(scoping.Setting(scoping.SERVICE, service="test")):
            yield
    elif request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        request.getfixturevalue("db")
        with scoping.scope(service="test"):
            yield
    else:
        yield


@pytest.fixture
def django_assert_num_queries():
    """Assert how many statements a request makes; see `tests.counting`."""
    return counting.exactly


@pytest.fixture
def django_assert_max_num_queries():
    """Assert that a request makes no more statements than a budget."""
    return counting.at_most


@pytest.fixture(scope="session")
def key_file(tmp_path_factory):
    """Where these tests keep the keys of the encrypted fields."""
    return tmp_path_factory.mktemp("keys") / "field_keys"


@pytest.fixture(autouse=True)
def _settings_of_tests(settings, key_file):
    """Quick passwords, plain static files and keys of the tests' own."""
    settings.FIELD_KEYS_FILE = key_file
    make_keys_if_missing()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    is_demo.cache_clear()
