"""Lines 9 to 11 by which an attendance event is decided: firm marks and conflicts."""

import subprocess
import sys
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from tests.trainings.event_builders import decided, event, named, row, source
from trainings.events.decide import disagreement_id
from trainings.events.values import Decision, How, MarkValue, Outcome, Row

SOFT = ["bulk", "follows"]
FIRM = ["tapped", "paper", "merged"]


def test_rules_can_be_imported_without_django():
    script = (
        "import sys, trainings.events.fold, trainings.events.replay;"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )

    ran = subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2])

    assert ran.returncode == 0


# An ordinary mark


def test_first_mark_takes_the_row():
    made = event(mark="late", minutes_late=10)

    assert decided(made) == Decision(
        Outcome.APPLIED,
        Row(
            value=made.value,
            how=How.TAPPED,
            version=1,
            winner=made.id,
            winner_source=made.source,
        ),
        applied_version=1,
    )


def test_clearing_keeps_the_row_without_a_mark_and_with_a_higher_version():
    decision = decided(event(mark="cleared", base=4), at=row("absent", version=4))

    assert decision.outcome == Outcome.APPLIED
    assert decision.row.value == MarkValue()
    assert decision.row.version == decision.applied_version == 5
    assert decision.row.winner == named("event")


# Line 9: firm events that nobody's word stands against


@pytest.mark.parametrize("base", [2, 3])
def test_mark_that_knew_the_row_is_applied(base):
    decision = decided(event(mark="absent", base=base), at=row("present", version=2))

    assert (decision.outcome, decision.applied_version) == (Outcome.APPLIED, 3)


def test_stale_mark_takes_a_cleared_row():
    decision = decided(event(mark="absent", base=0), at=row(None, version=2))

    assert decision.outcome == Outcome.APPLIED


@pytest.mark.parametrize("how", SOFT)
def test_stale_mark_takes_a_soft_row(how):
    decision = decided(event(mark="absent", base=0), at=row("present", how=how))

    assert (decision.outcome, decision.row.how) == (Outcome.APPLIED, How.TAPPED)


def test_stale_mark_replaces_one_of_its_own_source():
    decision = decided(event(by="A", mark="absent", base=0), at=row("present", by="A"))

    assert decision.outcome == Outcome.APPLIED


def test_stale_details_of_the_same_mark_are_applied():
    now = row("absent", by="B")

    decision = decided(event(by="A", mark="absent", base=0, reasons=("ill",)), at=now)

    assert (decision.outcome, decision.row.value.reasons) == (Outcome.APPLIED, ("ill",))


def test_ordinary_mark_leaves_a_disagreement_open():
    now = row("present", version=2, disagreement=named("disagreement"))

    decision = decided(event(mark="absent", base=2), at=now)

    assert decision.row.open_disagreement == named("disagreement")


# Line 10: stale clearing


@pytest.mark.parametrize("how", FIRM)
def test_stale_clearing_of_another_sources_explicit_mark_is_superseded(how):
    now = row("present", by="B", how=how)

    decision = decided(event(by="A", mark="cleared", base=0), at=now)

    assert decision == Decision(Outcome.SUPERSEDED, now)


@pytest.mark.parametrize(
    "at", [row("present", by="B", how="bulk"), row("present", by="A", how="tapped")]
)
def test_stale_clearing_of_a_soft_or_own_mark_is_applied(at):
    assert decided(event(by="A", mark="cleared", base=0), at=at).outcome == Outcome.APPLIED


# Line 11: conflict


@pytest.mark.parametrize(("made_how", "row_how"), list(product(FIRM, FIRM)))
def test_stale_mark_against_another_sources_explicit_mark_wins_in_conflict(made_how, row_how):
    made = event(by="A", mark="absent", how=made_how, base=0)

    decision = decided(made, at=row("present", by="B", how=row_how))

    assert (decision.outcome, decision.applied_version) == (Outcome.CONFLICT, 2)
    assert (decision.row.value.mark, decision.row.winner) == ("absent", made.id)
    assert decision.opens_disagreement
    assert decision.row.open_disagreement == disagreement_id(made.id)


def test_second_conflict_joins_the_open_disagreement():
    now = row("present", by="B", disagreement=named("disagreement"))

    decision = decided(event(by="A", mark="absent", base=0), at=now)

    assert decision.outcome == Outcome.CONFLICT
    assert not decision.opens_disagreement
    assert decision.row.open_disagreement == named("disagreement")


@pytest.mark.parametrize(
    ("author", "device"), [("A", "other phone"), ("B", "phone")], ids=["device", "author"]
)
def test_same_author_elsewhere_or_another_author_on_the_same_phone_is_another_source(
    author, device
):
    now = replace(row("present"), winner_source=source("A", "phone"))

    decision = decided(event(by=author, device=device, mark="absent", base=0), at=now)

    assert decision.outcome == Outcome.CONFLICT
