"""Cancelled, postponed, held, taken back, finished; and who did not want to be written down."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.dates import day_text
from tests.factories import (
    EnrolmentFactory,
    RoomFactory,
    SessionFactory,
    UserFactory,
    at,
)
from tests.trainings.marking import mark
from trainings.models import Session
from trainings.registries import RosterExtra, roster_extras
from trainings.services.refusals import CannotChange
from trainings.services.session_state import (
    count_refused,
    finish_session,
    reopen_session,
    set_session_state,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

YESTERDAY = timezone.localdate() - timedelta(days=1)
TOMORROW = timezone.localdate() + timedelta(days=1)


@pytest.fixture
def day():
    """A session of yesterday from nine to twelve."""
    return SessionFactory(day=YESTERDAY)


@pytest.fixture
def dialogue(day):
    """The dialogue inside it."""
    return SessionFactory(
        cohort=day.cohort,
        parent=day,
        starts_at=at(YESTERDAY, 10, 30),
        ends_at=at(YESTERDAY, 11, 15),
    )


@pytest.fixture
def officer():
    return UserFactory()


def state_of(session):
    session.refresh_from_db()
    return session.state, session.state_reason


def call_off(session, by, state="cancelled"):
    return set_session_state(session=session, state=state, reason="power", by=by)


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_session_goes_off_with_the_dialogue_inside_it(day, dialogue, officer, state):
    changed = call_off(day, officer, state)

    assert state_of(day) == state_of(dialogue) == (state, "power")
    assert changed.state_by == officer


def test_dialogue_goes_off_alone(day, dialogue, officer):
    call_off(dialogue, officer)

    assert state_of(day) == ("planned", "")


@pytest.mark.parametrize("reason", ["", "tired"])
def test_session_does_not_go_off_without_a_known_reason(day, officer, reason):
    with pytest.raises(CannotChange, match="why"):
        set_session_state(session=day, state="cancelled", reason=reason, by=officer)

    assert state_of(day) == ("planned", "")


def test_cancelled_session_without_marks_is_planned_again(day, dialogue, officer):
    call_off(day, officer)

    set_session_state(session=day, state="planned", by=officer)

    assert state_of(day) == state_of(dialogue) == ("planned", "")


@pytest.mark.parametrize(
    ("value", "state"),
    [("present", "held"), ("absent", "held"), ("excused", "planned"), (None, "planned")],
)
def test_marks_count_again_when_a_cancel_is_taken_back(day, officer, value, state):
    mark(day, EnrolmentFactory(cohort=day.cohort), value)
    call_off(day, officer)

    set_session_state(session=day, state="planned", by=officer)

    assert state_of(day) == (state, "")
    assert day.attendances.count() == 1


def test_dialogue_that_went_off_before_stays_off(day, dialogue, officer):
    call_off(dialogue, officer)
    call_off(day, officer)

    set_session_state(session=day, state="planned", by=officer)

    assert state_of(day) == ("planned", "")
    assert state_of(dialogue) == ("cancelled", "power")


def test_cancelled_day_that_is_postponed_instead_takes_its_dialogue_along(day, dialogue, officer):
    call_off(day, officer)

    call_off(day, officer, "postponed")

    assert state_of(day) == state_of(dialogue) == ("postponed", "power")


def test_dialogue_is_not_taken_back_while_its_day_is_off(day, dialogue, officer):
    call_off(day, officer)

    with pytest.raises(CannotChange, match="does not take place"):
        set_session_state(session=dialogue, state="planned", by=officer)


def test_session_is_not_taken_back_into_a_room_that_another_has_by_now(officer):
    room = RoomFactory(name_en="Big hall")
    session = SessionFactory(cohort__project_site__site=room.site, room=room, day=YESTERDAY)
    call_off(session, officer)
    other = SessionFactory(cohort__project_site__site=room.site, room=room, day=YESTERDAY)

    with pytest.raises(CannotChange) as refusal:
        set_session_state(session=session, state="planned", by=officer)

    [sentence] = refusal.value.sentences
    assert other.cohort.name in sentence
    assert "Big hall" in sentence
    assert "9:00–12:00" in sentence
    assert state_of(session) == ("cancelled", "power")


def test_dialogue_is_not_taken_back_outside_the_hours_of_its_day(day, dialogue, officer):
    call_off(dialogue, officer)
    Session.objects.filter(pk=day.pk).update(ends_at=at(YESTERDAY, 11))

    with pytest.raises(CannotChange, match="within the hours"):
        set_session_state(session=dialogue, state="planned", by=officer)


def test_session_is_held_from_its_beginning_on_only(day, officer):
    set_session_state(session=day, state="held", by=officer)
    tomorrow = SessionFactory(day=TOMORROW)

    with pytest.raises(CannotChange, match="not begun"):
        set_session_state(session=tomorrow, state="held", by=officer)

    assert state_of(day) == ("held", "")
    assert state_of(tomorrow) == ("planned", "")


def test_locked_day_is_not_changed(day, officer):
    project = day.project_site.project
    project.locked_until = YESTERDAY
    project.save()

    with pytest.raises(CannotChange, match=day_text(YESTERDAY, weekday=False)):
        call_off(day, officer)


def test_day_after_the_lock_is_changed(day, officer):
    project = day.project_site.project
    project.locked_until = YESTERDAY - timedelta(days=1)
    project.save()

    call_off(day, officer)

    assert state_of(day) == ("cancelled", "power")


def test_finishing_tells_how_many_have_no_mark_and_takes_nothing_away(day, officer):
    marked, _unmarked = EnrolmentFactory.create_batch(2, cohort=day.cohort)
    mark(day, marked)

    assert finish_session(session=day, by=officer) == 1

    day.refresh_from_db()
    assert day.finished_by == officer
    assert day.attendances.count() == 1


def test_finishing_twice_keeps_who_was_first(day, officer):
    finish_session(session=day, by=officer)

    finish_session(session=day, by=UserFactory())

    day.refresh_from_db()
    assert day.finished_by == officer


def test_finished_session_can_be_opened_again(day, officer):
    finish_session(session=day, by=officer)

    reopen_session(session=day)

    day.refresh_from_db()
    assert (day.finished_at, day.finished_by) == (None, None)


def test_session_that_is_off_or_still_to_come_is_not_finished(day, officer):
    call_off(day, officer)

    for session in (day, SessionFactory(day=TOMORROW)):
        with pytest.raises(CannotChange):
            finish_session(session=session, by=officer)


def test_another_room_can_say_why_a_session_is_not_over(day, officer, monkeypatch):
    still_inside = RosterExtra(
        chips=lambda session, enrolments: {},
        save=lambda session, payload, by: None,
        why_not_finish=lambda session: ["A child is still in the playroom."],
    )
    monkeypatch.setattr(roster_extras, "by_name", {"playroom": still_inside})

    with pytest.raises(CannotChange) as refusal:
        finish_session(session=day, by=officer)

    assert refusal.value.sentences == ("A child is still in the playroom.",)


def test_refusals_are_counted_from_what_was_seen(day):
    assert count_refused(session=day, was=0, now=1)
    assert not count_refused(session=day, was=0, now=1)
    assert count_refused(session=day, was=1, now=0)

    day.refresh_from_db()
    assert day.refused_count == 0


@pytest.mark.parametrize("now", [-1, 501])
def test_impossible_count_of_refusals_is_told(day, now):
    with pytest.raises(CannotChange):
        count_refused(session=day, was=0, now=now)
