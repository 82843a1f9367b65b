"""A sign-in ends by itself, and noting that it lives costs next to nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from accounts.services import sign_in
from core.context import is_demo
from tests.counting import statements
from tests.factories import staff

pytestmark = pytest.mark.django_db
MINUTE, HOUR = 60, 3600


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test sets, in seconds."""

    class Clock:
        now = 1_800_000_000

    monkeypatch.setattr(sign_in, "_now", lambda: Clock.now)
    return Clock


@pytest.fixture
def signed_in(client, clock):
    client.force_login(staff(Role.DONOR))
    return client


def queries(client, path="/help/"):
    is_demo()  # asked once per process
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [sql.split()[0] for sql in statements(captured)]


def test_page_costs_session_user_and_scope_only(signed_in):
    assert queries(signed_in) == ["SELECT", "SELECT", "SELECT"]


def test_signed_out_page_costs_nothing(client):
    assert queries(client, "/safe/") == []


def test_sign_in_ends_when_nobody_uses_it(signed_in, clock, settings):
    clock.now += settings.SESSION_IDLE_MINUTES * MINUTE

    assert signed_in.get("/help/").status_code == 302
    assert "_auth_user_id" not in signed_in.session


def test_sign_in_lives_on_while_she_works(signed_in, clock, settings):
    for _ in range(20):
        clock.now += (settings.SESSION_IDLE_MINUTES - 5) * MINUTE // 2
        assert signed_in.get("/help/").status_code == 200


def test_sign_in_ends_at_last_however_busy_she_is(signed_in, clock, settings):
    pages = []
    for _ in range(settings.SESSION_ABSOLUTE_HOURS):
        clock.now += HOUR
        pages.append(signed_in.get("/help/").status_code)

    assert pages == [200] * (settings.SESSION_ABSOLUTE_HOURS - 1) + [302]


def test_new_sign_in_starts_a_new_clock(signed_in, clock, settings):
    clock.now += settings.SESSION_ABSOLUTE_HOURS * HOUR
    signed_in.force_login(staff(Role.DONOR))

    assert signed_in.get("/help/").status_code == 200


def test_five_minutes_of_work_write_the_session_once(signed_in, clock):
    clock.now += 5 * MINUTE
    writes = [queries(signed_in).count("UPDATE")]
    for _ in range(4):
        clock.now += MINUTE
        writes.append(queries(signed_in).count("UPDATE"))

    assert writes == [1, 0, 0, 0, 0]


def test_session_without_a_clock_is_over(signed_in):
    session = signed_in.session
    del session["signed_in_at"]
    session.save()

    assert signed_in.get("/help/").status_code == 302


def test_pages_of_a_signed_in_person_are_hers_alone(signed_in):
    assert signed_in.get("/help/")["Cache-Control"] == "private"
