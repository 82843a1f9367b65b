"""The roster page shows who is expected, what stands, and only what she may see."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.roles import Role
from tests.counting import statements
from tests.factories import (
    EnrolmentFactory,
    SessionFactory,
    SessionStaffFactory,
    at,
    staff,
)
from trainings.registries import Alarm, RosterExtra, roster_extras

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def officer(session):
    return staff(Role.FIELD, session.project_site)


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


def url(session):
    return reverse("trainings:session_roster", args=[session.pk])


@pytest.mark.parametrize("people", [1, 40])
@pytest.mark.parametrize("role", [Role.FIELD, Role.FACILITATOR])
def test_roster_query_count_does_not_grow(
    client, session, people, role, django_assert_max_num_queries
):
    EnrolmentFactory.create_batch(people, cohort=session.cohort)
    SessionFactory(
        cohort=session.cohort,
        parent=session,
        number=session.number,
        starts_at=at(session.on_day, 10),
        hours=1,
    )
    user = staff(role, session.project_site)
    SessionStaffFactory(session=session, user=user)
    client.force_login(user)
    client.get(url(session))

    with django_assert_max_num_queries(8) as queries:
        response = client.get(url(session))

    assert response.content.count(b"<legend>") == people
    assert len(statements(queries)) == {Role.FIELD: 6, Role.FACILITATOR: 7}[role]


def test_not_one_row_is_preselected_on_a_fresh_roster(signed_in, session):
    EnrolmentFactory.create_batch(3, cohort=session.cohort)

    page = signed_in.get(url(session)).content.decode()

    assert page.count('type="radio" name="m') == 12
    assert not re.search(r'name="m\d+"[^>]*checked', page)
    assert "Marked 0 of 3" in page
    assert "Mark the remaining 3 present" in page


def test_somebody_elses_session_is_not_found(signed_in):
    elsewhere = SessionFactory()

    for name in ("session_roster", "session_print"):
        response = signed_in.get(reverse(f"trainings:{name}", args=[elsewhere.pk]))
        assert response.status_code == 404


def test_roster_expects_who_has_a_place_that_day(session):
    day, tomorrow = session.on_day, session.on_day + timedelta(days=1)
    here = EnrolmentFactory(cohort=session.cohort)
    last_day = EnrolmentFactory(cohort=session.cohort, state="withdrawn", to_on=tomorrow)
    EnrolmentFactory(cohort=session.cohort, state="withdrawn", to_on=day)
    EnrolmentFactory(cohort=session.cohort, from_on=tomorrow)
    EnrolmentFactory(cohort=session.cohort, state="waitlisted")
    EnrolmentFactory(cohort=session.cohort, state="applied")
    EnrolmentFactory()

    assert {line.enrolment_id for line in session.roster()} == {here.pk, last_day.pk}


@pytest.mark.parametrize("women", [1, 3])
def test_several_alarms_are_one_line_that_opens(signed_in, session, monkeypatch, women):
    EnrolmentFactory.create_batch(women, cohort=session.cohort)
    alarming = RosterExtra(
        chips=lambda session, enrolments: {one: [Alarm("still inside")] for one in enrolments},
        save=lambda session, payload, by: None,
        why_not_finish=lambda session: [],
    )
    monkeypatch.setattr(roster_extras, "by_name", {"playroom": alarming})

    page = signed_in.get(url(session)).content.decode()

    assert page.count('role="alert"') == 1
    assert page.count("still inside") == 2 * women
    assert ("<details>" in page) == (women > 1)
    assert (f"{women} names below need a look" in page) == (women > 1)
