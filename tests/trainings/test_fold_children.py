"""Child sessions follow their parent while nobody said anything firm of them."""

import pytest

from tests.trainings.event_builders import ENROLMENT, SESSION, event, named, row, source
from trainings.events.fold import State, fold
from trainings.events.follow import ChildSession, follow_id
from trainings.events.values import How, Standing

DIALOGUE = ChildSession(id=named("dialogue"), starts_after_minutes=60, minutes=45)
MAIN = (SESSION, ENROLMENT)
CHILD = (DIALOGUE.id, ENROLMENT)
CHILDREN = {SESSION: (DIALOGUE,)}


def state(main=None, child=None, standing=Standing.OPEN):
    rows = {MAIN: main, CHILD: child}
    return State(
        rows={key: kept for key, kept in rows.items() if kept is not None},
        standings={MAIN: standing, CHILD: Standing.OPEN},
        children=CHILDREN,
    )


def in_child(**said):
    return event(**({"session": DIALOGUE.id} | said))


@pytest.mark.parametrize("mark", ["present", "excused", "absent"])
@pytest.mark.parametrize("how", ["tapped", "bulk"])
def test_untouched_child_row_follows(mark, how):
    folded = fold([event("main", mark=mark, how=how)], state())

    followed = folded.changed[CHILD]
    assert (followed.value.mark, followed.how, followed.version) == (mark, How.FOLLOWS, 1)
    assert followed.winner == follow_id(named("main"), DIALOGUE.id)
    assert [line.event.session for line in folded.log] == [SESSION, DIALOGUE.id]


@pytest.mark.parametrize("how", ["bulk", "follows"])
def test_soft_child_row_follows(how):
    folded = fold([event(mark="absent")], state(child=row("present", how=how, version=4)))

    assert (folded.changed[CHILD].value.mark, folded.changed[CHILD].version) == ("absent", 5)


@pytest.mark.parametrize("mark", ["present", "late", "excused", "absent", "cleared"])
@pytest.mark.parametrize("how", ["tapped", "paper", "merged"])
def test_firm_child_row_is_left_alone(mark, how):
    started = state(main=row("late", how="bulk", minutes_late=9), child=row("late", how=how))

    folded = fold([event(mark=mark)], started)

    assert list(folded.changed) == [MAIN]
    assert len(folded.log) == 1
    assert folded.state.rows[CHILD] == started.rows[CHILD]


def test_clearing_the_parent_clears_what_followed_and_bulk_undo_too():
    marked = fold([event("main", how="bulk")], state())
    undo = event("undo", mark="cleared", how="bulk", base=1, seq=2, undoes=named("main"))

    undone = fold([undo], marked.state)

    assert not undone.state.rows[MAIN].has_mark
    assert not undone.state.rows[CHILD].has_mark
    assert undone.state.rows[CHILD].version == 2


def test_child_that_was_cleared_by_hand_follows_the_next_mark():
    folded = fold([event(mark="absent")], state(child=row(None, version=2)))

    assert folded.changed[CHILD].value.mark == "absent"


def test_clearing_touches_no_child_that_has_no_mark():
    folded = fold([event(mark="cleared", base=1)], state(main=row("present")))

    assert list(folded.changed) == [MAIN]


def test_confirming_the_parent_leaves_an_equal_child_row_alone():
    started = state(main=row("present", how="bulk"), child=row("present", how="follows"))

    folded = fold([event(mark="present", base=1)], started)

    assert list(folded.changed) == [MAIN]
    assert folded.changed[MAIN].how == How.TAPPED


@pytest.mark.parametrize(
    "standing", [Standing.LOCKED, Standing.NEVER, Standing.SESSION_OFF, Standing.TOO_EARLY]
)
def test_nothing_follows_a_mark_that_changed_nothing(standing):
    assert fold([event()], state(standing=standing)).changed == {}


def test_superseded_mark_is_not_followed():
    started = state(main=row("absent"))

    assert fold([event(how="bulk", base=1)], started).changed == {}


def test_conflict_is_followed():
    started = state(main=row("present"), child=row("present", how="bulk"))

    folded = fold([event(mark="absent")], started)

    assert folded.changed[CHILD].value.mark == "absent"
    assert folded.changed[CHILD].open_disagreement is None


def test_child_does_not_lead_its_parent():
    assert list(fold([in_child(mark="absent")], state()).changed) == [CHILD]


def test_follow_takes_no_turn_of_its_source():
    older = in_child(name="dialogue's own", mark="absent", seq=3)

    marked = fold([event("main", seq=5)], state())
    folded = fold([older], marked.state)

    assert folded.decisions[0].outcome == "applied"
    assert folded.state.highest_seq == {(source("A"), *MAIN): 5, (source("A"), *CHILD): 3}


def test_retry_of_the_parent_makes_nothing_follow_again():
    main = event("main", mark="present")
    marked = fold([main], state())
    touched = fold([in_child(mark="cleared", base=1)], marked.state)

    again = fold([main], touched.state)

    assert (again.log, again.changed) == ((), {})


def test_followed_session_is_held_with_its_parent():
    assert fold([event()], state()).made_held == frozenset({SESSION, DIALOGUE.id})


def test_phone_that_took_the_id_of_a_follow_stops_that_follow_alone():
    taken = in_child(name="x", mark="cleared", base=7, id=follow_id(named("main"), DIALOGUE.id))
    main = event("main", seq=2)

    folded = fold([taken, main], state())

    assert [decision.outcome for decision in folded.decisions] == ["applied", "applied"]
    assert [line.event.id for line in folded.log] == [taken.id, main.id]
