"""Lines 5 and 6 by which an attendance event is decided: turns, undo and settling."""

import pytest

from tests.trainings.event_builders import decided, event, named, row
from trainings.events.values import Decision, MarkValue, Outcome, Row

FIRM = ["tapped", "paper", "merged"]


# Line 5: overtaken by its own source


def test_older_event_of_the_same_source_is_superseded():
    now = row("absent", by="A")

    assert decided(event(seq=4), at=now, highest_seq=5) == Decision(Outcome.SUPERSEDED, now)


@pytest.mark.parametrize("highest_seq", [None, 0, 4, 5])
def test_event_that_is_not_overtaken_is_decided_further(highest_seq):
    assert decided(event(seq=5), highest_seq=highest_seq).outcome == Outcome.APPLIED


def test_overtaken_undo_and_settling_are_superseded():
    now = row("absent", version=2, disagreement=named("disagreement"))
    undo = event(undoes=now.winner, base=2, seq=1)
    settling = event(settles=now.open_disagreement, base=2, seq=1)

    assert decided(undo, at=now, highest_seq=2).outcome == Outcome.SUPERSEDED
    assert decided(settling, at=now, highest_seq=2).outcome == Outcome.SUPERSEDED


def test_follows_has_no_turn_to_miss():
    assert decided(event(how="follows", seq=1), highest_seq=9).outcome == Outcome.APPLIED


# Line 6: undo


@pytest.mark.parametrize("base", [0, 4, 5, 6])
def test_undo_of_the_winner_is_applied_whatever_version_it_knew(base):
    now = row("present", by="B", version=5, how="bulk")

    decision = decided(event(mark="cleared", base=base, undoes=now.winner), at=now)

    assert (decision.outcome, decision.applied_version) == (Outcome.APPLIED, 6)
    assert decision.row.value == MarkValue()


def test_undo_of_another_sources_explicit_mark_is_applied_while_it_is_the_winner():
    now = row("present", by="B", version=5, how="tapped")

    decision = decided(event(by="A", mark="cleared", undoes=now.winner), at=now)

    assert decision.outcome == Outcome.APPLIED


def test_undo_may_put_another_mark_in_place():
    now = row("present", version=5)

    decision = decided(event(mark="absent", undoes=now.winner), at=now)

    assert (decision.outcome, decision.row.value.mark) == (Outcome.APPLIED, "absent")


@pytest.mark.parametrize("at", [Row(), row("present", version=5), row(None, version=5)])
@pytest.mark.parametrize("mark", ["cleared", "present", "absent"])
def test_undo_of_anything_but_the_winner_is_superseded(at, mark):
    decision = decided(event(mark=mark, base=at.version, undoes=named("older")), at=at)

    assert decision == Decision(Outcome.SUPERSEDED, at)


def test_bulk_undo_of_a_bulk_mark_is_applied():
    now = row("present", how="bulk")

    decision = decided(event(mark="cleared", how="bulk", undoes=now.winner), at=now)

    assert decision.outcome == Outcome.APPLIED


@pytest.mark.parametrize("how", FIRM)
def test_bulk_undo_never_removes_an_explicit_mark(how):
    now = row("present", by="A", how=how)

    decision = decided(event(by="A", mark="cleared", how="bulk", undoes=now.winner), at=now)

    assert decision == Decision(Outcome.SUPERSEDED, now)


@pytest.mark.parametrize("how", ["tapped", "bulk"])
def test_bulk_undo_of_a_clearing_is_applied(how):
    now = row(None, by="A", how=how, version=2)

    decision = decided(event(by="A", mark="present", how="bulk", undoes=now.winner), at=now)

    assert (decision.outcome, decision.applied_version) == (Outcome.APPLIED, 3)


@pytest.mark.parametrize(
    ("undo", "redo"), [("tapped", "tapped"), ("bulk", "bulk"), ("tapped", "bulk")]
)
def test_undo_of_an_undo_brings_the_mark_back(undo, redo):
    marked = decided(event("marked", how="bulk", mark="present"))
    undone = decided(
        event("undone", how=undo, mark="cleared", undoes=named("marked"), seq=2), at=marked.row
    )

    redone = decided(
        event("redone", how=redo, mark="present", undoes=named("undone"), seq=3), at=undone.row
    )

    assert not undone.row.has_mark
    assert redone.outcome == Outcome.APPLIED
    assert (redone.row.value, redone.row.version) == (marked.row.value, 3)


def test_second_undo_of_the_same_event_is_superseded():
    undone = decided(event("undone", mark="cleared", undoes=named("winner")), at=row("present"))

    again = event("again", by="B", mark="cleared", undoes=named("winner"))

    assert decided(again, at=undone.row) == Decision(Outcome.SUPERSEDED, undone.row)


def test_undo_leaves_a_disagreement_open():
    now = row("present", by="A", version=2, disagreement=named("disagreement"))

    decision = decided(event(by="A", mark="cleared", undoes=now.winner), at=now)

    assert decision.row.open_disagreement == named("disagreement")
    assert not decision.closes_disagreement


# Line 6: settling


@pytest.mark.parametrize("mark", ["present", "absent", "cleared"])
def test_settling_an_open_disagreement_is_applied_and_closes_it(mark):
    now = row("present", version=2, disagreement=named("disagreement"))

    decision = decided(event(mark=mark, base=2, settles=named("disagreement")), at=now)

    assert (decision.outcome, decision.applied_version) == (Outcome.APPLIED, 3)
    assert decision.closes_disagreement
    assert decision.row.open_disagreement is None


@pytest.mark.parametrize("base", [1, 3])
def test_settling_on_another_version_is_an_ordinary_mark(base):
    now = row("present", version=2, disagreement=named("disagreement"))

    decision = decided(event(mark="absent", base=base, settles=named("disagreement")), at=now)

    assert decision.outcome == (Outcome.CONFLICT if base < 2 else Outcome.APPLIED)
    assert decision.row.open_disagreement == named("disagreement")
    assert not decision.closes_disagreement
    assert not decision.opens_disagreement


def test_settling_a_disagreement_that_is_closed_is_an_ordinary_mark():
    now = row("present", version=3, disagreement=None)

    decision = decided(event(mark="absent", base=2, settles=named("disagreement")), at=now)

    assert decision.outcome == Outcome.CONFLICT
    assert decision.opens_disagreement


def test_settling_the_disagreement_of_another_row_closes_nothing():
    now = row("present", version=2, disagreement=named("disagreement"))

    decision = decided(event(mark="absent", base=2, settles=named("other")), at=now)

    assert decision.row.open_disagreement == named("disagreement")


def test_soft_event_settles_nothing():
    now = row("present", version=2, disagreement=named("disagreement"))
    made = event(mark="absent", how="bulk", base=2, settles=named("disagreement"))

    assert decided(made, at=now) == Decision(Outcome.SUPERSEDED, now)
