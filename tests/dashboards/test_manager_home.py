"""What needs a manager: each line counts what it says, and leads to where it is solved."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from dashboards.queries import needs
from dashboards.queries.spells import spells_of
from dashboards.queries.weeks import week_of
from tests.childcare.factories import StayFactory
from tests.counting import exactly
from tests.factories import (
    CohortFactory,
    ConsentFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    FollowUpFactory,
    GrantFactory,
    PlannedExcuseFactory,
    ProjectSiteFactory,
    SessionFactory,
    staff,
)
from tests.outreach.factories import VisitFactory
from tests.trainings.marking import mark

pytestmark = pytest.mark.django_db
URL = reverse("dashboards:manager_home")


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def manager(place):
    return staff(Role.MANAGER, place, language="en")


@pytest.fixture
def today(manager):
    return manager.scope.today


@pytest.fixture
def cohort(place, today):
    return CohortFactory(
        project_site=place,
        starts_on=today - timedelta(days=30),
        ends_on=today + timedelta(days=30),
    )


def session_of(cohort, today, days_ago, **kwargs):
    return SessionFactory(
        cohort=cohort, day=today - timedelta(days=days_ago), state="held", **kwargs
    )


def absent(place, cohort, today, *days, value="absent"):
    for days_ago in sorted(days, reverse=True):
        mark(session_of(cohort, today, days_ago, hour=days_ago % 12), place, value)


def test_a_gap_says_how_old_it_is(manager, cohort, today):
    EnrolmentFactory(cohort=cohort)
    session_of(cohort, today, 3)
    session_of(cohort, today, 9)
    elsewhere = EnrolmentFactory().cohort
    session_of(elsewhere, today, 20)

    gap = needs.sessions_to_record(manager)

    assert (gap.count, gap.days) == (2, 9)


def test_children_of_a_day_before_are_told_apart(manager, cohort, today):
    enrolment = EnrolmentFactory(cohort=cohort)
    StayFactory(enrolment=enrolment)
    StayFactory(enrolment=enrolment, on_day=today - timedelta(days=1))
    StayFactory()

    assert needs.children_inside(manager) == (2, 1)


def test_this_week_stands_beside_the_last(place, cohort, today):
    week = week_of(today)
    women = EnrolmentFactory.create_batch(3, cohort=cohort, from_on=cohort.starts_on)
    this = SessionFactory(cohort=cohort, day=week, state="held")
    last = SessionFactory(cohort=cohort, day=week - timedelta(days=1), state="held")
    before = SessionFactory(cohort=cohort, day=week - timedelta(days=8), state="held")
    for session, values in ((this, "pa-"), (last, "pla"), (before, "aaa")):
        for woman, value in zip(women, values, strict=True):
            if value != "-":
                mark(session, woman, {"p": "present", "a": "absent", "l": "late"}[value])

    now, then = needs.two_weeks([place.pk], today)

    assert (now.there, now.marked, now.rate) == (1, 2, 50)
    assert (then.there, then.marked, then.rate) == (2, 3, 67)


def test_rate_is_that_of_the_places_that_she_manages(client, manager, place, cohort, today):
    """At another place she records marks and manages nothing."""
    other = CohortFactory(starts_on=cohort.starts_on, ends_on=cohort.ends_on)
    elsewhere = other.project_site
    GrantFactory(user=manager, role=Role.FIELD, project=elsewhere.project, site=elsewhere.site)
    for one, women in ((cohort, 3), (other, 4)):
        session = SessionFactory(cohort=one, day=today, state="held")
        for woman in EnrolmentFactory.create_batch(women, cohort=one, from_on=one.starts_on):
            mark(session, woman, "present")
    client.force_login(manager)

    page = client.get(URL).content.decode()

    assert "3 of 3 marks" in page
    assert "7 of 7 marks" not in page


def test_no_marks_are_no_rate(place, today):
    assert [week.rate for week in needs.two_weeks([place.pk], today)] == [None, None]


def test_absences_in_a_row_are_counted_past_what_is_excused(cohort, today):
    start = cohort.starts_on
    missed = EnrolmentFactory(cohort=cohort, from_on=start)
    back = EnrolmentFactory(cohort=cohort, from_on=start)
    once = EnrolmentFactory(cohort=cohort, from_on=start)
    told = EnrolmentFactory(cohort=cohort, from_on=start)
    PlannedExcuseFactory(enrolment=told, from_on=today - timedelta(days=4))
    gone = EnrolmentFactory(cohort=cohort, from_on=start, to_on=today, state="withdrawn")
    sessions = {ago: session_of(cohort, today, ago) for ago in (8, 6, 4, 2)}
    for woman, values in (
        (missed, ("present", "absent", "excused", "absent")),
        (back, ("absent", "absent", "absent", "late")),
        (once, ("absent", "present", "excused", "absent")),
        (told, ("present", "present", "absent", "absent")),
        (gone, ("absent",) * 4),
    ):
        for session, value in zip(sessions.values(), values, strict=True):
            mark(session, woman, value)
    follow_up = FollowUpFactory(enrolment=missed)

    (spell,) = spells_of([cohort.pk], today)

    assert (spell.enrolment, spell.absences, spell.follow_up) == (missed.pk, 2, follow_up.pk)
    assert spell.since == today - timedelta(days=6)
    assert spell.name == missed.participant.full_name


def test_visits_that_are_late_are_those_out_and_those_not_begun(manager, place, today):
    now = timezone.now()
    cohort = CohortFactory(project_site=place)
    VisitFactory(round__cohort=cohort, on_day=today - timedelta(days=2))
    VisitFactory(round__cohort=cohort, on_day=today)

    late = needs.visits_overdue(manager, now)

    assert (late.not_back, late.not_begun) == (0, 1)


def test_seats_are_those_of_cohorts_that_go_on(manager, cohort, place, today):
    EnrolmentFactory.create_batch(2, cohort=cohort, from_on=today)
    EnrolmentFactory(cohort=cohort, state="waitlisted", from_on=today)
    CohortFactory(
        project_site=place, starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1)
    )
    CohortFactory()

    seats = needs.seats(manager)

    assert [one.pk for one in seats.cohorts] == [cohort.pk]
    assert (seats.free, seats.waiting) == (cohort.version.capacity - 2, 1)


def test_each_step_of_the_funnel_is_a_part_of_the_one_before(place, cohort, today):
    women = EnrolmentFactory.create_batch(4, cohort=cohort, from_on=cohort.starts_on)
    waiting = EnrolmentFactory(cohort=cohort, state="waitlisted", from_on=today)
    session = session_of(cohort, today, 5)
    for woman in (*women[:3], waiting):
        ConsentFactory(participant=woman.participant, text__purpose="data_processing")
    for woman in (*women[:2], women[3]):
        mark(session, woman)
    women[0].state, women[0].to_on = "completed", today
    women[0].save()
    EnrolmentFactory(
        cohort=CohortFactory(project_site=place), participant=women[0].participant, from_on=today
    )

    assert needs.funnel([place.pk]) == [5, 4, 3, 2, 1, 1]


@pytest.mark.parametrize("size", [1, 40])
def test_queries_do_not_grow(client, manager, cohort, today, size):
    for number in range(size):
        place = EnrolmentFactory(cohort=cohort, from_on=cohort.starts_on)
        DisplacementEpisodeFactory(participant=place.participant)
        session = session_of(cohort, today, 3, hour=number % 12, number=number + 1)
        mark(session, place, "absent")
        StayFactory(enrolment=place)
        CohortFactory(project_site=cohort.project_site, ends_on=today + timedelta(days=9))
    client.force_login(manager)
    client.get("/help/")  # what is read once by each process

    # Session, user, scope; a query a line, two where recorders disagree.
    with exactly(12):
        page = client.get(URL)

    assert page.status_code == 200


def test_lines_stand_in_the_order_in_which_they_press(client, manager, cohort):
    client.force_login(manager)
    page = client.get(URL).content.decode()

    links = re.findall(r'<li class="card[^>]*><a href="([^"]+)"', page)
    assert links == [
        reverse(name)
        for name in (
            "trainings:today",
            "trainings:waiting",
            "childcare:playroom",
            "trainings:cohort_list",
            "trainings:follow_up_list",
            "outreach:visit_list",
            "trainings:cohort_list",
        )
    ]


def test_a_manager_lands_there(client, manager):
    client.force_login(manager)

    assert client.get("/").headers["Location"] == URL
