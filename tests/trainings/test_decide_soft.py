"""Lines 7 and 8 by which an attendance event is decided: no change, and soft events."""

from itertools import product

import pytest

from tests.trainings.event_builders import decided, event, row
from trainings.events.values import Decision, How, Outcome, Row

SOFT = ["bulk", "follows"]
FIRM = ["tapped", "paper", "merged"]


# Line 7: nothing would change


@pytest.mark.parametrize(("firm", "soft"), list(product(FIRM, SOFT)))
def test_firm_event_makes_the_same_soft_mark_firm(firm, soft):
    decision = decided(event(how=firm, base=0), at=row("present", how=soft))

    assert (decision.outcome, decision.applied_version) == (Outcome.APPLIED, 2)
    assert decision.row.how == firm


@pytest.mark.parametrize("by", ["A", "B"])
@pytest.mark.parametrize(
    ("made_how", "row_how"), [*product(FIRM + SOFT, FIRM), *product(SOFT, SOFT)]
)
def test_same_mark_and_details_change_nothing_otherwise(by, made_how, row_how):
    now = row("late", by="B", how=row_how, minutes_late=5)
    made = event(by=by, mark="late", how=made_how, base=1, minutes_late=5)

    assert decided(made, at=now) == Decision(Outcome.NOOP, now)


def test_tapped_clearing_of_an_untouched_row_is_applied():
    decision = decided(event(mark="cleared"))

    assert (decision.outcome, decision.row.version) == (Outcome.APPLIED, 1)
    assert not decision.row.has_mark


def test_bulk_clearing_of_an_untouched_row_changes_nothing():
    assert decided(event(mark="cleared", how="bulk")) == Decision(Outcome.NOOP, Row())


def test_tapped_clearing_of_a_cleared_row_changes_nothing():
    now = row(None, how="tapped")

    assert decided(event(mark="cleared", base=1), at=now) == Decision(Outcome.NOOP, now)


# Line 8: soft events


def test_bulk_marks_a_row_without_a_mark_on_its_version():
    decision = decided(event(how="bulk", base=3), at=row(None, version=3))

    assert (decision.outcome, decision.row.how) == (Outcome.APPLIED, How.BULK)


@pytest.mark.parametrize("base", [2, 4])
def test_bulk_on_another_version_is_superseded(base):
    now = row(None, version=3)

    assert decided(event(how="bulk", base=base), at=now) == Decision(Outcome.SUPERSEDED, now)


@pytest.mark.parametrize("by", ["A", "B"])
@pytest.mark.parametrize("how", FIRM + SOFT)
def test_bulk_never_touches_a_mark_that_is_there(by, how):
    now = row("absent", by="B", how=how, version=3)
    made = event(by=by, how="bulk", base=3)

    assert decided(made, at=now) == Decision(Outcome.SUPERSEDED, now)


@pytest.mark.parametrize("how", FIRM + SOFT)
def test_bulk_never_changes_the_details_of_the_same_mark(how):
    now = row("late", how=how, minutes_late=5)

    decision = decided(event(mark="late", how="bulk", base=1, minutes_late=9), at=now)

    assert decision == Decision(Outcome.SUPERSEDED, now)


@pytest.mark.parametrize("how", SOFT)
def test_follows_replaces_a_soft_mark(how):
    decision = decided(event(how="follows", base=1), at=row("absent", how=how))

    assert (decision.outcome, decision.row.value.mark) == (Outcome.APPLIED, "present")


@pytest.mark.parametrize("how", FIRM)
def test_follows_never_replaces_an_explicit_mark(how):
    now = row("absent", how=how)

    assert decided(event(how="follows", base=1), at=now) == Decision(Outcome.SUPERSEDED, now)
