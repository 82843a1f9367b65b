import pytest

from core import checks

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
