"""Lines 1 to 4 by which an attendance event is decided: shape, retries and rights."""

from dataclasses import replace

import pytest

from tests.trainings.event_builders import NOON, decided, event, named, row
from trainings.events.decide import known_as
from trainings.events.values import Decision, How, MarkValue, Outcome, Row, Standing, Wrong

IN_THE_WAY = [one for one in Standing if one not in {Standing.OPEN, Standing.NEVER}]


# Line 1: wrong shape


def test_wrong_shape_is_rejected_with_its_reason():
    decision = decided(Wrong("wrong_mark"), at=row("present"))

    assert decision == Decision(Outcome.REJECTED, Row(), error="wrong_mark")


# Line 2: the id is known


@pytest.mark.parametrize("standing", Standing)
def test_retry_is_duplicate_and_answers_the_current_row_whatever_stands_in_the_way(standing):
    made = event(mark="absent")
    now = row("present", version=2)

    decision = decided(made, at=now, standing=standing, highest_seq=9, known=known_as(made))

    assert decision == Decision(Outcome.DUPLICATE, now)


@pytest.mark.parametrize(
    "change",
    [
        {"session": named("other")},
        {"enrolment": named("other")},
        {"value": MarkValue(mark=event(mark="absent").value.mark)},
        {"value": replace(event().value, left_early_minutes=5)},
        {"value": replace(event().value, note="other")},
        {"how": How.BULK},
        {"base_version": 1},
        {"seq": 2},
        {"undoes": named("other")},
        {"settles": named("other")},
    ],
    ids=str,
)
def test_known_id_with_other_content_is_rejected(change):
    original = event()

    decision = decided(replace(original, **change), known=known_as(original))

    assert decision == Decision(Outcome.REJECTED, Row(), error="id_reused")


def test_known_id_by_another_author_is_rejected():
    decision = decided(event(by="A", device="phone"), known=known_as(event(by="B", device="phone")))

    assert decision == Decision(Outcome.REJECTED, Row(), error="id_reused")


def test_reused_id_tells_nothing_of_the_row_it_names():
    decision = decided(event(mark="late"), at=row("present"), known=known_as(event()))

    assert decision.row == Row()


def test_retry_from_a_new_device_id_is_duplicate():
    known = known_as(event(by="A", device="old"))

    assert decided(event(by="A", device="new"), known=known).outcome == Outcome.DUPLICATE


def test_retry_with_a_corrected_clock_is_duplicate():
    made = event()
    later = replace(made, client_time=NOON.replace(year=2026))

    assert decided(later, known=known_as(made)).outcome == Outcome.DUPLICATE


# Line 3: never had a right to it


@pytest.mark.parametrize("at", [Row(), row("present", version=7)])
def test_row_the_author_never_had_a_right_to_is_answered_like_a_random_id(at):
    decision = decided(event(), at=at, standing=Standing.NEVER, highest_seq=9)

    assert decision == Decision(Outcome.REJECTED, Row(), error="unknown_enrolment")


# Line 4: something stands in the way


@pytest.mark.parametrize("standing", IN_THE_WAY)
def test_mark_that_something_stands_in_the_way_of_waits_for_review(standing):
    now = row("absent", version=3)

    decision = decided(event(base=3), at=now, standing=standing, highest_seq=9)

    assert decision == Decision(Outcome.PENDING_REVIEW, now, error=standing.value)


@pytest.mark.parametrize("mark", ["present", "late", "absent"])
def test_only_an_excuse_is_accepted_before_the_day(mark):
    decision = decided(event(mark=mark), standing=Standing.TOO_EARLY)

    assert decision.outcome == Outcome.PENDING_REVIEW


def test_excuse_is_accepted_before_the_day():
    decision = decided(event(mark="excused", reasons=("ill",)), standing=Standing.TOO_EARLY)

    assert decision.outcome == Outcome.APPLIED


def test_excuse_can_be_taken_back_before_the_day():
    made = event(mark="cleared", base=1)

    decision = decided(made, at=row("excused"), standing=Standing.TOO_EARLY)

    assert decision.outcome == Outcome.APPLIED


@pytest.mark.parametrize("mark", ["excused", "cleared"])
@pytest.mark.parametrize(
    "standing", [standing for standing in IN_THE_WAY if standing is not Standing.TOO_EARLY]
)
def test_excuse_passes_nothing_but_the_day(mark, standing):
    assert decided(event(mark=mark), standing=standing).outcome == Outcome.PENDING_REVIEW


@pytest.mark.parametrize("standing", IN_THE_WAY)
def test_undo_and_settling_wait_for_review_too(standing):
    now = row("absent", version=2, disagreement=named("disagreement"))
    undo = event(undoes=now.winner, base=2)
    settling = event(settles=now.open_disagreement, base=2)

    assert decided(undo, at=now, standing=standing).outcome == Outcome.PENDING_REVIEW
    assert decided(settling, at=now, standing=standing).outcome == Outcome.PENDING_REVIEW
