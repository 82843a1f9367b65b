"""What all tests share."""

from __future__ import annotations

import gc
from collections import Counter

import pytest
from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import override_settings
from pytest_django.plugin import blocking_manager_key

from core import scoping
from core.context import is_demo
from core.crypto import make_keys_if_missing
from core.postgres import ensure_running
from tests import counting, emptying
from tests.browser.seeds import keep_or_bring_back

pytest_plugins = ["tests.url_visits"]

# The runner makes, migrates and empties databases as their owner; each test then begins as a
# service without any such right, and each request in the scope of who asks.
scoping.by_default(None)


SECONDS = {"long": 20, "browser": 4}
"""About how long a test takes that is marked so."""

SECONDS_OF_OTHERS = 0.1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Of several workers each takes the longest file that is left, so that all end together."""
    if not hasattr(config, "workerinput"):
        return
    expected = Counter()
    for item in items:
        marked = [SECONDS[mark.name] for mark in item.iter_markers() if mark.name in SECONDS]
        expected[item.path] += max(marked, default=SECONDS_OF_OTHERS)
    items.sort(key=lambda item: (-expected[item.path], item.path))


def pytest_collection_finish():
    """What is loaded by now stays: Python need not look through all of it for garbage."""
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Bring back what migrations brought, once a test on real connections emptied every table."""
    result = yield
    if nextitem is not None and "transactional_db" in item.fixturenames:
        with item.config.stash[blocking_manager_key].unblock():
            keep_or_bring_back()
    return result


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Start the cluster of the tests, unless DATABASE_URL names a server."""
    ensure_running()
    DatabaseOperations.sql_flush = emptying.sql_flush


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


@pytest.fixture(autouse=True, scope="session")
def _settings_of_tests(key_file):
    """Quick passwords, plain static files and keys of the tests' own."""
    plain_files = {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    with override_settings(
        FIELD_KEYS_FILE=key_file,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES=settings.STORAGES | plain_files,
    ):
        make_keys_if_missing()
        yield


@pytest.fixture
def baghdad(settings):
    """By the clocks of Baghdad, whatever hour it is there; see `tests.settings`."""
    settings.TIME_ZONE = "Asia/Baghdad"


@pytest.fixture(autouse=True)
def _forget_the_demo():
    """Whether this is a demo is looked up anew."""
    is_demo.cache_clear()


@pytest.fixture(scope="module")
def built_once(django_db_setup, django_db_blocker):
    """A transaction around the tests of a module: what is slow to build is built in it once."""
    with django_db_blocker.unblock(), transaction.atomic():
        with scoping.scope(service="test"):
            yield
        transaction.set_rollback(True)
