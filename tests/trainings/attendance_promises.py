"""What the rules promise of every single event, said apart from how they are decided."""

from dataclasses import replace

from trainings.events.follow import value_in_child
from trainings.events.values import How, Outcome, Row, Standing


def keeps_its_promises(made, state, folded):
    """Assert what holds between the state before one event and what came of it."""
    (decision,) = folded.decisions
    row = state.rows.get(made.row_key, Row())
    standing = state.standings.get(made.row_key, Standing.NEVER)

    if made.id in state.known:
        assert (decision.outcome, decision.row) == (Outcome.DUPLICATE, row)
        assert (folded.log, folded.state) == ((), state)
    elif standing is Standing.NEVER:
        assert (decision.outcome, decision.row) == (Outcome.REJECTED, Row())
        assert (folded.log, folded.state) == ((), state)
    else:
        assert folded.log[0].event is made, "what is not rejected is logged"
        is_newest = state.highest_seq.get((made.source, *made.row_key), 0) < made.seq
        _outcome_is_earned(made, row, standing, is_newest, decision)
        for key in state.rows.keys() | folded.state.rows.keys():
            _row_is_kept_well(key, state, folded)
        if decision.applied_version is not None:
            _children_follow(made, state, folded)


def _outcome_is_earned(made, row, standing, is_newest, decision):
    match decision.outcome:
        case Outcome.PENDING_REVIEW:
            assert standing is not Standing.OPEN
        case Outcome.APPLIED | Outcome.CONFLICT | Outcome.NOOP:
            assert is_newest
            assert decision.row.value == made.leaves, "what is answered is what was said"
        case Outcome.SUPERSEDED:
            says_a_mark = made.is_firm and not made.clears and made.undoes is None
            assert not (says_a_mark and is_newest), "an explicit mark yields to its source alone"
        case _:
            raise AssertionError(decision.outcome)

    if decision.outcome is Outcome.PENDING_REVIEW:
        return
    if made.undoes is not None:
        may_touch = made.is_firm or not row.has_explicit_mark
        undoes = is_newest and made.undoes == row.winner and may_touch
        assert (decision.outcome is Outcome.APPLIED) == undoes
    elif made.is_firm:
        stands_against = row.has_explicit_mark and row.winner_source != made.source
        overlooked = made.base_version < row.version and made.value.mark != row.value.mark
        clashes = is_newest and stands_against and overlooked
        assert (decision.outcome is Outcome.CONFLICT) == (clashes and not made.clears)
        assert not (clashes and decision.outcome is Outcome.APPLIED)


def _row_is_kept_well(key, state, folded):
    before, after = state.rows.get(key, Row()), folded.state.rows.get(key, Row())
    winners = [
        line
        for line in folded.log
        if line.event.row_key == key and line.decision.applied_version is not None
    ]
    if not winners:
        assert after == before
        assert key not in folded.changed
        return

    (line,) = winners
    made = line.event
    assert after.version == before.version + 1 == line.decision.applied_version
    assert (after.winner, after.winner_source) == (made.id, made.source)
    assert (after.value, after.how) == (made.leaves, made.how)
    assert folded.changed[key] == line.decision.row == after
    assert made.is_firm or not before.has_explicit_mark, "soft never replaces explicit"
    if made.how is How.BULK and made.undoes is None:
        assert not before.has_mark
        assert made.base_version == before.version
    if line.decision.outcome is Outcome.CONFLICT:
        assert after.open_disagreement is not None
    if before.open_disagreement != after.open_disagreement:
        opened = before.open_disagreement is None
        assert (line.decision.outcome is Outcome.CONFLICT) == opened
        assert opened or made.settles == before.open_disagreement
        assert opened or made.base_version == before.version


def _children_follow(made, state, folded):
    for child in state.children.get(made.session, ()):
        key = (child.id, made.enrolment)
        before, after = state.rows.get(key, Row()), folded.state.rows.get(key, Row())
        if before.has_explicit_mark:
            assert after == before
        else:
            followed = replace(made, value=value_in_child(made.value, child))
            assert after.value == followed.leaves
