"""A batch is decided by `seq`, answered in the order it came, and folded to one value per row."""

from itertools import permutations

import pytest

from tests.trainings.event_builders import ENROLMENT, SESSION, event, named, source
from trainings.events.fold import State, fold
from trainings.events.values import Outcome, Row, Standing, Wrong

KEY = (SESSION, ENROLMENT)
OPEN = State(standings={KEY: Standing.OPEN})


def outcomes(folded):
    return [decision.outcome.value for decision in folded.decisions]


@pytest.mark.parametrize("order", list(permutations([1, 2, 3])))
def test_batch_is_decided_by_seq_and_answered_as_it_came(order):
    said = {
        1: event("first", mark="present", seq=1),
        2: event("second", mark="absent", seq=2),
        3: event("third", mark="late", seq=3, minutes_late=5),
    }

    folded = fold([said[seq] for seq in order], OPEN)

    assert [decision.applied_version for decision in folded.decisions] == list(order)
    assert [line.event.seq for line in folded.log] == [1, 2, 3]
    assert folded.changed == {KEY: folded.decisions[order.index(3)].row}
    assert folded.state.highest_seq == {(source("A"), *KEY): 3}


def test_events_of_one_seq_keep_their_order():
    folded = fold([event("one", mark="present"), event("two", mark="absent")], OPEN)

    assert folded.changed[KEY].value.mark == "absent"


def test_wrong_event_costs_the_others_nothing():
    folded = fold([event("one"), Wrong("wrong_mark", id=named("wrong"))], OPEN)

    assert outcomes(folded) == ["applied", "rejected"]
    assert [line.event.id for line in folded.log] == [named("one")]


def test_event_twice_in_a_batch_is_taken_once():
    folded = fold([event("one"), event("one")], OPEN)

    assert outcomes(folded) == ["applied", "duplicate"]
    assert len(folded.log) == 1


def test_id_twice_in_a_batch_with_other_content_is_rejected():
    folded = fold([event("one"), event("one", mark="absent", seq=2)], OPEN)

    assert outcomes(folded) == ["applied", "rejected"]
    assert folded.changed[KEY].value.mark == "present"


@pytest.mark.parametrize("standings", [{}, {KEY: Standing.NEVER}], ids=["random id", "never"])
def test_foreign_row_and_random_id_are_answered_alike(standings):
    row = Row(version=7, winner=named("winner"))
    state = State(rows={KEY: row}, standings=standings, highest_seq={(source("A"), *KEY): 9})

    (decision,) = fold([event(seq=1)], state).decisions

    assert (decision.outcome, decision.row) == (Outcome.REJECTED, Row())
    assert decision.error == "unknown_enrolment"


def test_rejected_event_leaves_no_trace_and_may_come_again_with_a_right():
    refused = fold([event()], State())

    assert (refused.log, refused.changed, refused.state) == ((), {}, State())
    assert outcomes(fold([event()], OPEN)) == ["applied"]


def test_superseded_and_waiting_events_are_logged_without_changing_a_row():
    locked = State(standings={KEY: Standing.LOCKED})

    folded = fold([event("waiting", seq=2)], locked)

    assert [line.decision.outcome for line in folded.log] == [Outcome.PENDING_REVIEW]
    assert folded.changed == {}
    assert folded.state.highest_seq == {(source("A"), *KEY): 2}


def test_event_that_changes_nothing_is_logged_all_the_same():
    marked = fold([event("one")], OPEN)

    again = fold([event("two", seq=2)], marked.state)

    assert [line.decision.outcome for line in again.log] == [Outcome.NOOP]
    assert again.changed == {}
    assert again.state.highest_seq == {(source("A"), *KEY): 2}
    assert outcomes(fold([event("two", seq=2)], again.state)) == ["duplicate"]


def test_disagreement_opened_and_settled_is_told():
    mine = fold([event("A's", by="A", mark="absent")], OPEN)
    theirs = fold([event("B's", by="B", mark="present")], mine.state)
    (opened,) = theirs.opened

    settling = event("settling", by="M", mark="late", base=2, settles=opened)
    settled = fold([settling], theirs.state)

    assert theirs.opened == {opened: KEY}
    assert theirs.state.rows[KEY].open_disagreement == opened
    assert (settled.opened, settled.closed) == ({}, frozenset({opened}))
    assert settled.state.rows[KEY].open_disagreement is None


def test_bulk_undo_spares_rows_that_somebody_else_changed_meanwhile():
    women = [named(f"woman {number}") for number in range(3)]
    state = State(standings={(SESSION, woman): Standing.OPEN for woman in women})
    bulk = [event(f"bulk {w}", how="bulk", enrolment=w, seq=n) for n, w in enumerate(women)]
    undo = [
        event(
            f"undo {w}",
            mark="cleared",
            how="bulk",
            base=1,
            enrolment=w,
            seq=10 + n,
            undoes=named(f"bulk {w}"),
        )
        for n, w in enumerate(women)
    ]
    others = [
        event("B's own word", by="B", mark="absent", enrolment=women[0]),
        event("B agrees", by="B", mark="present", base=1, enrolment=women[1]),
    ]

    marked = fold(others, fold(bulk, state).state)
    undone = fold(undo, marked.state)

    assert outcomes(undone) == ["superseded", "superseded", "applied"]
    marks = [undone.state.rows[(SESSION, woman)].value.mark for woman in women]
    assert marks == ["absent", "present", None]


@pytest.mark.parametrize(
    ("mark", "held"),
    [("present", True), ("late", True), ("absent", True), ("excused", False), ("cleared", False)],
)
def test_first_mark_that_is_no_excuse_makes_the_session_held(mark, held):
    folded = fold([event(mark=mark)], OPEN)

    assert folded.made_held == (frozenset({SESSION}) if held else frozenset())


def test_waiting_mark_makes_no_session_held():
    folded = fold([event()], State(standings={KEY: Standing.SESSION_OFF}))

    assert folded.made_held == frozenset()
