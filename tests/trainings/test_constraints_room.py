"""A room holds one family of sessions at a time, and a day's dialogues lie inside it."""

from datetime import date, timedelta

import pytest

from tests.factories import CohortFactory, RoomFactory, SessionFactory, at
from tests.trainings.refused import refused_by, say_it_now
from trainings.models import Session

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)
ONE_SECOND = timedelta(seconds=1)


@pytest.fixture
def room():
    return RoomFactory()


@pytest.fixture
def main(room):
    """A session from nine to twelve."""
    cohort = CohortFactory(project_site__site=room.site)
    return SessionFactory(cohort=cohort, room=room, day=DAY)


def stranger(room, **fields):
    """A session of another cohort in the same room."""
    cohort = CohortFactory(project_site__site=room.site)
    return SessionFactory(cohort=cohort, room=room, **fields)


def child(main, starts_at, minutes=45, **fields):
    """A dialogue inside a day."""
    made = SessionFactory(
        cohort=main.cohort,
        parent=main,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        **fields,
    )
    say_it_now()
    return made


def test_stranger_in_the_same_room_is_refused(main, room):
    with refused_by("session_one_family_per_room_at_a_time"):
        stranger(room, starts_at=at(DAY, 11, 59), ends_at=at(DAY, 13))


def test_another_session_of_the_same_cohort_is_refused_too(main, room):
    with refused_by("session_one_family_per_room_at_a_time"):
        SessionFactory(cohort=main.cohort, room=room, day=DAY)


def test_session_may_start_the_moment_another_ends(main, room):
    assert stranger(room, starts_at=main.ends_at, ends_at=at(DAY, 13)).pk


def test_session_may_end_the_moment_another_starts(main, room):
    assert stranger(room, starts_at=at(DAY, 8), ends_at=main.starts_at).pk


def test_other_rooms_and_sessions_without_a_room_do_not_clash(main, room):
    assert stranger(RoomFactory(site=room.site), day=DAY).pk
    assert SessionFactory(cohort=main.cohort, day=DAY).pk


def test_child_may_be_in_the_room_of_its_parent(main, room):
    assert child(main, at(DAY, 10, 30), room=room).pk


def test_stranger_beside_a_child_in_another_room_is_refused(main, room):
    hall = RoomFactory(site=room.site)
    child(main, at(DAY, 10, 30), room=hall)

    with refused_by("session_one_family_per_room_at_a_time"):
        stranger(hall, starts_at=at(DAY, 11), ends_at=at(DAY, 12))


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_session_that_is_off_frees_its_room(main, room, state):
    Session.objects.filter(pk=main.pk).update(state=state, state_reason="power")
    say_it_now()

    assert stranger(room, day=DAY).pk


def test_session_taken_back_into_a_room_that_is_taken_is_refused(main, room):
    Session.objects.filter(pk=main.pk).update(state="cancelled", state_reason="power")
    say_it_now()
    stranger(room, day=DAY)

    with refused_by("session_one_family_per_room_at_a_time"):
        Session.objects.filter(pk=main.pk).update(state="planned", state_reason="")


def test_children_of_one_parent_do_not_overlap(main):
    child(main, at(DAY, 9))

    with refused_by("session_children_do_not_overlap"):
        child(main, at(DAY, 9, 44))


def test_a_child_may_start_the_moment_another_ends(main):
    first = child(main, at(DAY, 9))

    assert child(main, first.ends_at).pk


def test_cancelled_child_frees_its_time(main):
    child(main, at(DAY, 9), state="cancelled", state_reason="staff")

    assert child(main, at(DAY, 9)).pk


def test_child_that_starts_before_its_parent_is_refused(main):
    with refused_by("session_within_parent"):
        child(main, main.starts_at - ONE_SECOND)


def test_child_that_ends_after_its_parent_is_refused(main):
    with refused_by("session_within_parent"):
        child(main, main.ends_at - timedelta(minutes=45) + ONE_SECOND)


def test_child_may_fill_its_parent(main):
    assert child(main, main.starts_at, minutes=180).pk


def test_parent_cannot_shrink_from_under_its_child(main):
    child(main, at(DAY, 11, 15))

    with refused_by("session_within_parent"):
        Session.objects.filter(pk=main.pk).update(ends_at=main.ends_at - ONE_SECOND)


def test_parent_and_child_move_together_in_one_transaction(main):
    dialogue = child(main, at(DAY, 10, 30))

    for session in (main, dialogue):
        Session.objects.filter(pk=session.pk).update(
            starts_at=session.starts_at + timedelta(days=1),
            ends_at=session.ends_at + timedelta(days=1),
        )
    say_it_now()

    dialogue.refresh_from_db()
    assert dialogue.on_day == DAY + timedelta(days=1)


def test_child_of_a_child_is_refused(main):
    dialogue = child(main, at(DAY, 10, 30))

    with refused_by("session_within_parent"):
        child(dialogue, at(DAY, 10, 30), minutes=10)
