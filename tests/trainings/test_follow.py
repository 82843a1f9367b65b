"""What the mark of a main session says in the sessions inside it."""

import pytest

from tests.trainings.event_builders import ENROLMENT, event, named, row
from trainings.events.follow import ChildSession, follow, follow_id, value_in_child
from trainings.events.values import How, Mark, MarkValue

# A day of four hours with a dialogue of 45 minutes in its second hour.
DIALOGUE = ChildSession(
    id=named("dialogue"), starts_after_minutes=60, minutes=45, ends_before_minutes=135
)


def in_dialogue(mark, **details):
    return value_in_child(MarkValue(mark=Mark(mark), **details), DIALOGUE)


PRESENT = MarkValue(mark=Mark.PRESENT)
ABSENT = MarkValue(mark=Mark.ABSENT)


@pytest.mark.parametrize(
    ("minutes_late", "there"),
    [
        (None, PRESENT),
        (0, PRESENT),
        (60, PRESENT),
        (61, MarkValue(mark=Mark.LATE, minutes_late=1)),
        (104, MarkValue(mark=Mark.LATE, minutes_late=44)),
        (105, ABSENT),
        (240, ABSENT),
    ],
)
def test_late_by_what_is_left_past_the_start_of_the_child(minutes_late, there):
    assert in_dialogue("late", minutes_late=minutes_late) == there


@pytest.mark.parametrize("mark", ["present", "late"])
@pytest.mark.parametrize(
    ("left_early", "there"),
    [
        (135, PRESENT),
        (136, MarkValue(mark=Mark.PRESENT, left_early_minutes=1)),
        (179, MarkValue(mark=Mark.PRESENT, left_early_minutes=44)),
        (180, ABSENT),
        (181, ABSENT),
    ],
)
def test_who_left_before_the_child_started_is_absent_there(mark, left_early, there):
    assert in_dialogue(mark, left_early_minutes=left_early) == there


def test_who_came_late_and_left_early_was_there_in_between():
    there = in_dialogue("late", minutes_late=70, left_early_minutes=150)

    assert there == MarkValue(mark=Mark.LATE, minutes_late=10, left_early_minutes=15)


def test_who_came_after_leaving_was_not_there():
    assert in_dialogue("late", minutes_late=90, left_early_minutes=150) == ABSENT


@pytest.mark.parametrize("mark", ["excused", "absent"])
def test_who_is_away_is_away_from_the_child_for_the_same_reasons(mark):
    assert in_dialogue(mark, reasons=("ill",)) == MarkValue(mark=Mark(mark), reasons=("ill",))


def test_clearing_is_followed():
    assert in_dialogue("cleared") == MarkValue(mark=Mark.CLEARED)


@pytest.mark.parametrize("mark", ["present", "late", "excused", "absent"])
def test_note_stays_where_it_was_written(mark):
    assert in_dialogue(mark, note="private").note == ""


def test_follow_speaks_for_whom_it_follows_on_the_version_of_the_child_row():
    main = event("main", mark="late", minutes_late=70, base=2, seq=5, undoes=named("older"))
    rows = {(DIALOGUE.id, ENROLMENT): row("present", how="bulk", version=4)}

    (made,) = follow(main, [DIALOGUE], rows)

    assert made.id == follow_id(main.id, DIALOGUE.id)
    assert (made.session, made.enrolment) == (DIALOGUE.id, ENROLMENT)
    assert made.value == MarkValue(mark=Mark.LATE, minutes_late=10)
    assert (made.how, made.base_version, made.seq) == (How.FOLLOWS, 4, 5)
    assert (made.source, made.client_time) == (main.source, main.client_time)
    assert (made.undoes, made.settles) == (None, None)


def test_every_child_follows_by_an_id_of_its_own():
    other = ChildSession(id=named("other"), starts_after_minutes=120, minutes=30)

    made = follow(event(), [DIALOGUE, other], {})

    assert [one.session for one in made] == [DIALOGUE.id, other.id]
    assert len({one.id for one in made}) == 2
