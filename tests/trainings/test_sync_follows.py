"""A dialogue inside the day takes the day's marks until somebody touches it."""

from uuid import UUID

import pytest

from tests.factories import SessionFactory
from tests.trainings.sync_world import class_of, log_of, phone_of, stored
from trainings.events.follow import follow_id
from trainings.models import Attendance, AttendanceEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    """A morning from nine to twelve with a dialogue from ten to eleven, one woman and a phone."""
    session, [woman] = class_of(1)
    dialogue = SessionFactory(cohort=session.cohort, parent=session, hour=10, hours=1)
    return session, dialogue, woman, phone_of(session)


def test_dialogue_follows_and_is_held_with_its_day(day):
    session, dialogue, woman, phone = day
    event = phone.mark(session, woman, "present")

    phone.send(event)

    mark = Attendance.objects.get(session=dialogue, enrolment=woman)
    assert (mark.mark, mark.how, mark.version) == ("present", "follows", 1)
    main = AttendanceEvent.objects.get(pk=event["id"])
    assert mark.winner_id == follow_id(main.pk, dialogue.pk)
    dialogue.refresh_from_db()
    assert dialogue.state == "held"


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({"mark": "late", "minutes_late": 60}, ("present", None)),
        ({"mark": "late", "minutes_late": 75}, ("late", 15)),
        ({"mark": "late", "minutes_late": 120}, ("absent", None)),
        ({"mark": "present", "left_early_minutes": 120}, ("absent", None)),
        ({"mark": "excused", "reasons": ["illness"]}, ("excused", None)),
    ],
)
def test_what_is_left_of_a_late_arrival_reaches_the_dialogue(day, details, expected):
    session, dialogue, woman, phone = day

    phone.send(phone.mark(session, woman, **details))

    mark = Attendance.objects.get(session=dialogue, enrolment=woman)
    assert (mark.mark, mark.minutes_late) == expected


def test_dialogue_that_was_touched_no_longer_follows(day):
    session, dialogue, woman, phone = day
    phone.send(phone.mark(session, woman, "present"))
    phone.send(phone.mark(dialogue, woman, "absent", base=1))

    phone.send(phone.mark(session, woman, "late", base=1, minutes_late=90))

    assert stored(session, woman) == ("late", 2)
    assert stored(dialogue, woman) == ("absent", 2)


def test_cancelled_dialogue_does_not_follow(day):
    session, dialogue, woman, phone = day
    dialogue.state, dialogue.state_reason = "cancelled", "power"
    dialogue.save()

    phone.send(phone.mark(session, woman, "present"))

    assert log_of(dialogue, woman) == []


def test_retry_of_the_main_event_changes_the_dialogue_no_more(day):
    session, dialogue, woman, phone = day
    event = phone.mark(session, woman, "present")

    phone.send(event)
    phone.send(event)

    assert log_of(dialogue, woman) == [("present", "applied", 1)]


def test_id_of_what_would_follow_taken_before_costs_no_mark(day):
    session, dialogue, woman, phone = day
    main = phone.mark(session, woman, "present")
    taken = str(follow_id(UUID(main["id"]), dialogue.pk))
    phone.send(phone.mark(dialogue, woman, "cleared", id=taken))

    answer = phone.send(main)

    assert (answer.outcomes, answer.marks) == (["applied"], [("present", 1)])


def test_undo_of_a_bulk_clears_the_dialogue_too(day):
    session, dialogue, woman, phone = day
    bulk = phone.mark(session, woman, how="bulk")
    phone.send(bulk)

    phone.send(phone.mark(session, woman, "cleared", base=1, how="bulk", undoes=bulk["id"]))

    assert stored(session, woman) == (None, 2)
    assert stored(dialogue, woman) == (None, 2)


def test_what_followed_has_no_turn_of_its_own(day):
    session, dialogue, woman, phone = day
    phone.send(phone.mark(session, woman, "present", seq=50))

    answer = phone.send(phone.mark(dialogue, woman, "absent", base=1, seq=7))

    assert (answer.outcomes, answer.marks) == (["applied"], [("absent", 2)])
