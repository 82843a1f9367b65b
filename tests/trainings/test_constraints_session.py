"""What the database knows of sessions, each truth broken once and its edge touched."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    CohortFactory,
    RoomFactory,
    SessionFactory,
    SessionStaffFactory,
    SiteFactory,
    UserFactory,
    at,
)
from tests.trainings.refused import refused_by
from trainings.models import Session, SessionStaff

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)
NINE = at(DAY, 9)


def test_session_that_ends_when_it_starts_is_refused():
    with refused_by("session_ends_after_start"):
        SessionFactory(starts_at=NINE, ends_at=NINE)


def test_session_of_one_minute_is_taken():
    assert SessionFactory(starts_at=NINE, ends_at=NINE + timedelta(minutes=1)).pk


def test_session_over_twelve_hours_is_refused():
    with refused_by("session_no_longer_than_12_hours"):
        SessionFactory(starts_at=NINE, ends_at=NINE + timedelta(hours=12, seconds=1))


def test_session_of_twelve_hours_is_taken():
    assert SessionFactory(starts_at=NINE, ends_at=NINE + timedelta(hours=12)).pk


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_session_that_is_off_says_why(state):
    with refused_by("session_off_says_why"):
        SessionFactory(state=state)

    assert SessionFactory(state=state, state_reason="weather").pk


def test_session_that_takes_place_has_no_reason_for_not_doing_so():
    with refused_by("session_off_says_why"):
        SessionFactory(state="held", state_reason="weather")


def test_finished_session_says_who_finished_it():
    with refused_by("session_finished_by_somebody"):
        SessionFactory(finished_at=timezone.now())

    assert SessionFactory(finished_at=timezone.now(), finished_by=UserFactory()).pk


@pytest.mark.parametrize("relation", ["parent", "makeup_of"])
def test_session_is_not_its_own_relative(relation):
    session = SessionFactory()

    with refused_by("session_not_its_own_relative"):
        Session.objects.filter(pk=session.pk).update(**{relation: session})


@pytest.mark.parametrize(
    ("relation", "constraint"),
    [
        ("parent", "session_in_cohort_of_parent"),
        ("makeup_of", "session_in_cohort_of_what_it_makes_up"),
    ],
)
def test_relative_of_another_cohort_is_refused(relation, constraint):
    session, of_another_cohort = SessionFactory.create_batch(2)

    with refused_by(constraint):
        Session.objects.filter(pk=session.pk).update(**{relation: of_another_cohort})


def test_session_at_another_place_than_its_cohort_is_refused():
    elsewhere = CohortFactory().project_site

    with refused_by("session_at_place_of_cohort"):
        SessionFactory(project_site=elsewhere)


def test_room_of_another_site_is_refused():
    cohort = CohortFactory()

    with refused_by("session_room_at_its_site"):
        SessionFactory(cohort=cohort, room=RoomFactory())

    assert SessionFactory(cohort=cohort, room=RoomFactory(site=cohort.project_site.site)).pk


def test_room_cannot_be_changed_to_one_of_another_site():
    session = SessionFactory()

    with refused_by("session_room_at_its_site"):
        Session.objects.filter(pk=session.pk).update(room=RoomFactory())


@pytest.mark.parametrize(
    ("in_utc", "on_day"),
    [
        (datetime(2026, 11, 23, 20, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 21, 0, tzinfo=UTC), date(2026, 11, 24)),
    ],
    ids=["a minute before midnight in Baghdad", "midnight in Baghdad"],
)
def test_day_is_that_of_the_site(baghdad, in_utc, on_day):
    session = SessionFactory(starts_at=in_utc, ends_at=in_utc + timedelta(hours=1))

    assert session.on_day == on_day


def test_day_follows_the_time_zone_of_the_site():
    late = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
    cohort = CohortFactory(project_site__site=SiteFactory(time_zone="UTC"))

    session = SessionFactory(cohort=cohort, starts_at=late, ends_at=late + timedelta(hours=1))

    assert session.on_day == date(2026, 11, 23)


def test_day_moves_with_the_start_and_cannot_be_written():
    session = SessionFactory(day=DAY)

    Session.objects.filter(pk=session.pk).update(on_day=date(2020, 1, 1))
    session.refresh_from_db()
    assert session.on_day == DAY

    tomorrow = NINE + timedelta(days=1)
    Session.objects.filter(pk=session.pk).update(
        starts_at=tomorrow, ends_at=tomorrow + timedelta(hours=1)
    )
    session.refresh_from_db()
    assert session.on_day == DAY + timedelta(days=1)


def test_somebody_is_assigned_to_a_session_once():
    assignment = SessionStaffFactory()

    with refused_by("session_staff_once"):
        SessionStaffFactory(session=assignment.session, user=assignment.user, part="co")


def test_session_has_one_lead_until_she_is_taken_off():
    lead = SessionStaffFactory(part="lead")
    with refused_by("session_one_lead"):
        SessionStaffFactory(session=lead.session, part="lead")

    SessionStaff.objects.filter(pk=lead.pk).update(ended_at=timezone.now())

    assert SessionStaffFactory(session=lead.session, part="lead").pk
