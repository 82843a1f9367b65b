"""The playroom in numbers, worked out from rows that could mislead."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from childcare.queries.figures import (
    AGES,
    children_in_numbers,
    mothers_in_numbers,
    sessions_in_numbers,
)
from childcare.ratio import SHIPPED
from tests.childcare.factories import CarerFactory, ChildFactory, ShiftFactory, StayFactory
from tests.childcare.world import playroom
from tests.factories import EnrolmentFactory, SessionFactory, staff
from tests.trainings.sync_world import phone_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WEEK = (TODAY - timedelta(days=6), TODAY)


@pytest.fixture
def room():
    return playroom()


def stayed(room, child, *, days_ago=1, minutes=90, **more):
    """A stay that ended with the mother."""
    came = timezone.now() - timedelta(days=days_ago)
    out = {
        "out_at": came + timedelta(minutes=minutes),
        "out_by": room.carer,
        "out_check": "mother",
        "collected_by": room.mother,
    }
    return StayFactory(
        child=child,
        enrolment=room.enrolment,
        on_day=timezone.localdate(came),
        in_at=came,
        **(out | more),
    )


OPEN = {"out_at": None, "out_by": None, "out_check": "", "collected_by": None}


def children(room, first=WEEK[0], last=WEEK[1]):
    return children_in_numbers([room.place.pk], first, last)


def test_child_counts_once_with_its_stays_and_minutes(room):
    first, second = room.children
    stayed(room, first, days_ago=2, minutes=0)
    stayed(room, first, days_ago=1, minutes=0)
    stayed(room, second, days_ago=1, minutes=0)

    told = {one.child: (one.stays, one.age, one.sex) for one in children(room)}

    assert told == {first.pk: (2, "3-5", "f"), second.pk: (1, "3-5", "f")}


def test_minutes_of_a_stay_that_did_not_end_on_its_day_are_not_known(room):
    first, second = room.children
    stay = stayed(room, first, **OPEN)
    forgotten = stayed(room, second, minutes=60 * 24)

    assert stay.is_inside
    assert forgotten.out_at
    assert [one.minutes for one in children(room)] == [0, 0]
    assert [one.stays for one in children(room)] == [1, 1]


def test_mistakes_other_places_and_other_days_do_not_count(room):
    child = room.children[0]
    stayed(
        room,
        child,
        **OPEN,
        cancelled_at=timezone.now(),
        cancelled_by=room.carer,
        cancelled_reason="undo",
    )
    stayed(room, child, days_ago=10)
    elsewhere = playroom()
    stayed(elsewhere, elsewhere.children[0])

    assert children(room) == []


def test_ages_partition_as_the_bands_of_the_ratio(room):
    today = date(TODAY.year, 1, 1)
    for years in (0, 1, 2, 3, 5, 6, 12):
        stayed(
            room, ChildFactory(guardian=room.mother, born_on=today.replace(year=today.year - years))
        )

    told = sorted(one.age for one in children(room))

    assert told == sorted(["0-1", "0-1", "2", "3-5", "3-5", "6+", "6+"])
    assert len(AGES) == len(SHIPPED)


def mark(room, enrolment, value, session=None):
    phone = phone_of(session or room.session)
    phone.send(phone.mark(session or room.session, enrolment, value))


def test_mothers_who_use_it_are_told_from_those_who_do_not(room):
    other = EnrolmentFactory(cohort=room.session.cohort)
    ChildFactory(guardian=other.participant)
    EnrolmentFactory(cohort=room.session.cohort)  # has no child on record
    StayFactory(enrolment=room.enrolment, child=room.children[0])
    mark(room, room.enrolment, "present")
    mark(room, other, "absent")

    told = {one.person: one[1:] for one in mothers_in_numbers([room.place.pk], *WEEK)}

    assert told == {
        room.mother.pk: (True, 1, 1),
        other.participant_id: (False, 0, 1),
    }


def test_session_without_a_mark_is_not_held_against_a_mother(room):
    told = mothers_in_numbers([room.place.pk], *WEEK)

    assert [(one.uses_playroom, one.there, one.marked) for one in told] == [(False, 0, 0)]


def held(room):
    type(room.session).objects.filter(pk=room.session.pk).update(state="held")


def sessions(room):
    return sessions_in_numbers([room.place.pk], *WEEK)


def test_session_with_children_and_too_few_adults_was_above_ratio(room):
    held(room)
    StayFactory(enrolment=room.enrolment, child=room.children[0], in_at=room.session.starts_at)
    ShiftFactory(carer=CarerFactory(project_site=room.place), in_at=room.session.starts_at)

    assert [(one.was_above_ratio, one.children) for one in sessions(room)] == [
        (True, {room.children[0].pk})
    ]

    ShiftFactory(
        carer=CarerFactory(project_site=room.place),
        in_at=room.session.starts_at - timedelta(hours=1),
    )
    assert [one.was_above_ratio for one in sessions(room)] == [False]


def test_session_without_children_is_no_session_of_the_playroom(room):
    held(room)
    SessionFactory(cohort=room.session.cohort, day=TODAY - timedelta(days=2), state="held")

    assert sessions(room) == []


def test_numbers_ask_the_same_questions_for_many(room, django_assert_num_queries):
    held(room)
    staff("manager", room.place)
    for _ in range(5):
        enrolment = EnrolmentFactory(cohort=room.session.cohort)
        StayFactory(enrolment=enrolment, in_at=room.session.starts_at)

    with django_assert_num_queries(5):  # places, bands, stays, shifts, sessions
        assert len(sessions(room)[0].children) == 5
