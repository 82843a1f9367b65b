"""Each of the eleven lines by which an attendance event is decided, and their edges."""

from dataclasses import replace
from itertools import product
from pathlib import Path
import subprocess
import sys

import pytest

from tests.trainings.event_builders import NOON, decided, event, named, row, source
from trainings.events.decide import disagreement_id, known_as
from trainings.events.values import Decision, How, MarkValue, Outcome, Row, Standing, Wrong

NOT_OPEN = [standing for standing in Standing if standing is not Standing.OPEN]
IN_THE_WAY = [standing for standing in NOT_OPEN if standing is not Standing.NEVER]
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
    now = row("absent", version=2, open=named("disagreement"))
    undo = event(undoes=now.winner, base=2)
    settling = event(settles=now.open_disagreement, base=2)

    assert decided(undo, at=now, standing=standing).outcome == Outcome.PENDING_REVIEW
    assert decided(settling, at=now, standing=standing).outcome == Outcome.PENDING_REVIEW


# Line 5: overtaken by its own source


def test_older_event_of_the_same_source_is_superseded():
    now = row("absent", by="A")

    assert decided(event(seq=4), at=now, highest_seq=5) == Decision(Outcome.SUPERSEDED, now)


@pytest.mark.parametrize("highest_seq", [None, 0, 4, 5])
def test_event_that_is_not_overtaken_is_decided_further(highest_seq):
    assert decided(event(seq=5), highest_seq=highest_seq).outcome == Outcome.APPLIED


def test_overtaken_undo_and_settling_are_superseded():
    now = row("absent", version=2, open=named("disagreement"))
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


def test_undo_leaves_a_disagreement_open():
    now = row("present", by="A", version=2, open=named("disagreement"))

    decision = decided(event(by="A", mark="cleared", undoes=now.winner), at=now)

    assert decision.row.open_disagreement == named("disagreement")
    assert not decision.closes_disagreement


# Line 6: settling


@pytest.mark.parametrize("mark", ["present", "absent", "cleared"])
def test_settling_an_open_disagreement_is_applied_and_closes_it(mark):
    now = row("present", version=2, open=named("disagreement"))

    decision = decided(event(mark=mark, base=2, settles=named("disagreement")), at=now)

    assert (decision.outcome, decision.applied_version) == (Outcome.APPLIED, 3)
    assert decision.closes_disagreement
    assert decision.row.open_disagreement is None


@pytest.mark.parametrize("base", [1, 3])
def test_settling_on_another_version_is_an_ordinary_mark(base):
    now = row("present", version=2, open=named("disagreement"))

    decision = decided(event(mark="absent", base=base, settles=named("disagreement")), at=now)

    assert decision.outcome == (Outcome.CONFLICT if base < 2 else Outcome.APPLIED)
    assert decision.row.open_disagreement == named("disagreement")
    assert not decision.closes_disagreement
    assert not decision.opens_disagreement


def test_settling_a_disagreement_that_is_closed_is_an_ordinary_mark():
    now = row("present", version=3, open=None)

    decision = decided(event(mark="absent", base=2, settles=named("disagreement")), at=now)

    assert decision.outcome == Outcome.CONFLICT
    assert decision.opens_disagreement


def test_settling_the_disagreement_of_another_row_closes_nothing():
    now = row("present", version=2, open=named("disagreement"))

    decision = decided(event(mark="absent", base=2, settles=named("other")), at=now)

    assert decision.row.open_disagreement == named("disagreement")


def test_soft_event_settles_nothing():
    now = row("present", version=2, open=named("disagreement"))
    made = event(mark="absent", how="bulk", base=2, settles=named("disagreement"))

    assert decided(made, at=now) == Decision(Outcome.SUPERSEDED, now)


# Line 7: nothing would change


@pytest.mark.parametrize(("firm", "soft"), list(product(FIRM, SOFT)))
def test_firm_event_makes_the_same_soft_mark_firm(firm, soft):
    decision = decided(event(how=firm, base=0), at=row("present", how=soft))

    assert (decision.outcome, decision.applied_version) == (Outcome.APPLIED, 2)
    assert decision.row.how == firm


@pytest.mark.parametrize("by", ["A", "B"])
@pytest.mark.parametrize(("made_how", "row_how"), [*product(FIRM + SOFT, FIRM), *product(SOFT, SOFT)])
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
    now = row("present", version=2, open=named("disagreement"))

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
    now = row("present", by="B", open=named("disagreement"))

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
