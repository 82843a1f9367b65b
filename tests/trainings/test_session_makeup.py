"""A session that makes up for one that is off."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.dates import day_text
from tests.factories import (
    RoomFactory,
    SessionFactory,
    SessionStaffFactory,
    UserFactory,
    at,
)
from trainings.models import Session
from trainings.services.refusals import CannotChange
from trainings.services.session_makeup import make_up
from trainings.services.session_state import set_session_state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TODAY = timezone.localdate()
NEXT = TODAY + timedelta(days=3)


@pytest.fixture
def off():
    """A postponed session from nine to twelve in a room."""
    room = RoomFactory()
    return SessionFactory(
        cohort__project_site__site=room.site,
        room=room,
        day=TODAY,
        state="postponed",
        state_reason="power",
    )


def made_up(session, starts_at=None, ends_at=None, **fields):
    return make_up(
        session=session,
        starts_at=starts_at or at(NEXT, 9),
        ends_at=ends_at or at(NEXT, 12),
        room=fields.get("room", session.room),
        by=UserFactory(),
    )


def dialogue_in(session, hour, minute, minutes=45):
    starts_at = at(TODAY, hour, minute)
    return SessionFactory(
        cohort=session.cohort,
        parent=session,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        state="postponed",
        state_reason="power",
    )


def test_makeup_is_linked_and_keeps_cohort_number_and_module(off):
    made = made_up(off)

    assert made.makeup_of == off
    assert (made.cohort, made.number, made.module) == (off.cohort, off.number, off.module)
    assert (made.on_day, made.state) == (NEXT, "planned")


def test_dialogue_comes_along_as_long_after_the_beginning_as_before(off):
    dialogue = dialogue_in(off, 10, 30)

    made = made_up(off, at(NEXT, 13), at(NEXT, 16))

    child = made.children.get()
    assert (child.starts_at, child.ends_at) == (at(NEXT, 14, 30), at(NEXT, 15, 15))
    assert child.makeup_of == dialogue


def test_dialogues_move_forward_within_shorter_hours(off):
    dialogue_in(off, 10, 30)
    dialogue_in(off, 11, 15)

    made = made_up(off, at(NEXT, 9), at(NEXT, 10, 30))

    assert [child.starts_at for child in made.children.order_by("starts_at")] == [
        at(NEXT, 9),
        at(NEXT, 9, 45),
    ]


def test_hours_too_short_for_the_dialogues_are_told(off):
    dialogue_in(off, 10, 30)
    dialogue_in(off, 11, 15)

    with pytest.raises(CannotChange, match="90 minutes"):
        made_up(off, at(NEXT, 9), at(NEXT, 10, 29))

    assert not off.makeups.exists()


def test_staff_come_along_but_not_the_substitute_nor_who_was_taken_off(off):
    lead = SessionStaffFactory(session=off, part="lead")
    co = SessionStaffFactory(session=off, part="co")
    SessionStaffFactory(session=off, part="substitute")
    SessionStaffFactory(session=off, part="co", ended_at=timezone.now())

    made = made_up(off)

    assert set(made.staff.values_list("user", "part")) == {
        (lead.user_id, "lead"),
        (co.user_id, "co"),
    }


def test_clash_of_rooms_names_the_other_session(off):
    other = SessionFactory(cohort__project_site__site=off.room.site, room=off.room, day=NEXT)

    with pytest.raises(CannotChange) as refusal:
        made_up(off)

    assert other.cohort.name in refusal.value.sentences[0]
    assert Session.objects.count() == 2


def test_makeup_may_begin_the_moment_another_ends(off):
    SessionFactory(cohort__project_site__site=off.room.site, room=off.room, day=NEXT)

    assert made_up(off, at(NEXT, 12), at(NEXT, 15)).room == off.room


def test_session_that_takes_place_is_not_made_up_for():
    with pytest.raises(CannotChange, match="cancelled or postponed"):
        made_up(SessionFactory())


def test_dialogue_is_not_made_up_for_alone(off):
    with pytest.raises(CannotChange, match="whole day"):
        made_up(dialogue_in(off, 10, 30))


def test_same_makeup_asked_twice_is_one(off):
    assert made_up(off) == made_up(off)
    assert off.makeups.count() == 1


def test_second_makeup_on_another_day_names_the_first(off):
    made_up(off)

    with pytest.raises(CannotChange, match=day_text(NEXT)):
        made_up(off, at(NEXT, 13), at(NEXT, 14))


def test_cancelled_makeup_makes_way_for_another(off):
    first = made_up(off)
    set_session_state(session=first, state="cancelled", reason="holiday", by=UserFactory())

    second = made_up(off, at(NEXT, 13), at(NEXT, 14))

    assert off.makeups.happening().get() == second


def test_makeup_on_a_locked_day_is_refused(off):
    project = off.project_site.project
    project.locked_until = NEXT
    project.save()

    with pytest.raises(CannotChange, match="locked"):
        made_up(off)

    assert not off.makeups.exists()


@pytest.mark.parametrize(
    ("ends_at", "sentence"),
    [(at(NEXT, 9), "ends after it starts"), (at(NEXT, 21, 1), "12 hours")],
)
def test_impossible_hours_are_told(off, ends_at, sentence):
    with pytest.raises(CannotChange, match=sentence):
        made_up(off, at(NEXT, 9), ends_at)


def test_room_of_another_site_is_told(off):
    with pytest.raises(CannotChange, match="another site"):
        made_up(off, room=RoomFactory())
