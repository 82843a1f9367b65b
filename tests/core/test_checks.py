import pytest
from django.db import connection

from core import checks
from core.postgres.missing_roles import missing_roles
from core.scoping import APP, as_owner

pytestmark = pytest.mark.django_db


def found():
    return [problem.id for problem in checks.database_is_fit(databases=["default"])]


def test_configured_database_is_fit():
    assert found() == []


def test_older_server_is_refused(monkeypatch):
    monkeypatch.setattr(checks, "OLDEST", 99)

    assert found() == ["core.E001"]


def test_database_that_finds_no_arabic_name_is_refused(monkeypatch):
    monkeypatch.setattr(checks, "_finds_arabic", lambda cursor: False)

    assert found() == ["core.E002"]


def test_managed_server_without_our_roles_is_told_in_sentences(monkeypatch):
    monkeypatch.setattr(checks, "missing_roles", lambda cursor: of_login("", ["nobody_made_this"]))

    [problem] = checks.database_is_fit(databases=["default"])

    assert problem.id == "core.E003"
    assert problem.msg == (
        "The database lacks the role nobody_made_this, which the login borrowed may not make."
    )
    assert problem.hint.endswith(
        'CREATE ROLE nobody_made_this NOLOGIN; GRANT nobody_made_this TO "borrowed";'
    )


@pytest.mark.parametrize(
    ("rights", "names", "absent", "closed"),
    [
        ("", [APP], [], [APP]),
        ("", [APP, "nobody_made_this"], ["nobody_made_this"], [APP]),
        ("CREATEROLE", ["nobody_made_this"], [], []),
        ("SUPERUSER", [APP, "nobody_made_this"], [], []),
    ],
    ids=["not a member", "one missing", "may make it", "may do anything"],
)
def test_what_a_login_can_neither_use_nor_make(rights, names, absent, closed):
    missing = of_login(rights, names)

    assert (list(missing.absent), list(missing.closed)) == (absent, closed)
    assert bool(missing) == bool(absent or closed)


def test_member_misses_nothing():
    assert not of_login("", [APP], f"GRANT {APP} TO borrowed")


def of_login(rights, names, more="SELECT"):
    """What a login with some rights would miss; it is gone with the test."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE borrowed LOGIN {rights}; {more}")
        cursor.execute("SET LOCAL SESSION AUTHORIZATION borrowed")
        found = missing_roles(cursor, names)
        cursor.execute("RESET SESSION AUTHORIZATION")
    return found
