"""How many absences were asked about in time, and by whose side."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import (
    CallFactory,
    CohortFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    FollowUpFactory,
    HolidayFactory,
    SessionFactory,
)
from trainings.queries.calls import Asked, asked_about

pytestmark = pytest.mark.django_db

SUNDAY, THURSDAY = date(2026, 11, 8), date(2026, 11, 12)
TODAY = date(2026, 11, 25)


@pytest.fixture
def cohort():
    return CohortFactory()


def absent(cohort, day=SUNDAY, status=None, **said):
    her = EnrolmentFactory(cohort=cohort)
    if status:
        DisplacementEpisodeFactory(participant=her.participant, status=status)
    session = SessionFactory(cohort=cohort, day=day)
    return FollowUpFactory(
        enrolment=her, first_session=session, due_on=day + timedelta(days=1), **said
    )


def friend_of(follow_up, status=None):
    friend = EnrolmentFactory(cohort=follow_up.cohort)
    if status:
        DisplacementEpisodeFactory(participant=friend.participant, status=status)
    return friend


def asked(cohort, first=SUNDAY, last=TODAY, today=TODAY):
    return asked_about([cohort.pk], first=first, last=last, today=today)


def test_call_within_two_working_days_counts(cohort):
    CallFactory(follow_up=absent(cohort), made_on=SUNDAY + timedelta(days=2))
    CallFactory(follow_up=absent(cohort), made_on=SUNDAY + timedelta(days=3))
    absent(cohort)

    assert asked(cohort) == Asked(spells=3, women=3, called=1, by_peers=0, across=0)


def test_weekend_and_holiday_are_no_working_days(cohort):
    HolidayFactory(on_day=THURSDAY + timedelta(days=3))
    CallFactory(follow_up=absent(cohort, THURSDAY), made_on=THURSDAY + timedelta(days=5))
    CallFactory(follow_up=absent(cohort, THURSDAY), made_on=THURSDAY + timedelta(days=6))

    assert asked(cohort).called == 1


def test_several_calls_are_one_absence_that_was_asked_about(cohort):
    follow_up = absent(cohort)
    CallFactory.create_batch(3, follow_up=follow_up, made_on=SUNDAY)

    assert (asked(cohort).spells, asked(cohort).called) == (1, 1)


def test_friends_and_peers_count_as_peers_and_staff_do_not(cohort):
    CallFactory(follow_up=absent(cohort), made_on=SUNDAY, caller="friends")
    by_peer = absent(cohort)
    CallFactory(follow_up=by_peer, made_on=SUNDAY, caller="peer", peer=friend_of(by_peer))
    CallFactory(follow_up=absent(cohort), made_on=SUNDAY, caller="staff")

    assert (asked(cohort).called, asked(cohort).by_peers) == (3, 2)


@pytest.mark.parametrize(
    ("hers", "theirs", "across"),
    [
        ("idp", "host", 1),
        ("host", "refugee", 1),
        ("idp", "refugee", 0),
        ("host", "host", 0),
        ("idp", None, 0),
        ("idp", "unknown", 0),
        ("idp_returnee", "host", 0),
    ],
)
def test_peer_of_another_side_is_told_by_status_alone(cohort, hers, theirs, across):
    follow_up = absent(cohort, status=hers)
    CallFactory(
        follow_up=follow_up, made_on=SUNDAY, caller="peer", peer=friend_of(follow_up, theirs)
    )

    assert asked(cohort).across == across


def test_side_is_that_of_the_day(cohort):
    follow_up = absent(cohort, status="idp")
    friend = friend_of(follow_up)
    DisplacementEpisodeFactory(
        participant=friend.participant, status="host", from_on=SUNDAY + timedelta(days=1)
    )
    CallFactory(follow_up=follow_up, made_on=SUNDAY, caller="peer", peer=friend)

    assert asked(cohort).across == 0


def test_what_was_no_absence_is_not_due_or_of_another_time_or_class_is_left_out(cohort):
    absent(cohort, closed_at=timezone.now(), result="corrected")
    absent(cohort, TODAY)
    absent(cohort, SUNDAY - timedelta(days=1))
    absent(CohortFactory())

    assert asked(cohort).spells == 0


def test_two_spells_of_one_woman_are_two_absences_of_one(cohort):
    first = absent(cohort, closed_at=timezone.now(), result="returned")
    FollowUpFactory(
        enrolment=first.enrolment, first_session=SessionFactory(cohort=cohort, day=THURSDAY)
    )

    assert (asked(cohort).spells, asked(cohort).women) == (2, 1)
