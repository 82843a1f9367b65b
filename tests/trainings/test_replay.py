"""The log of a row alone leads to the row, and shows where it does not."""

from itertools import permutations

from tests.trainings.event_builders import ENROLMENT, SESSION, event, named
from trainings.events.fold import State, fold
from trainings.events.replay import Logged, Replayed, replay
from trainings.events.values import Outcome, Row, Standing

KEY = (SESSION, ENROLMENT)


def logged(*events):
    """A row after one event per request, and its log."""
    state, log = State(standings={KEY: Standing.OPEN}), []
    for made in events:
        folded = fold([made], state)
        state = folded.state
        log += [
            Logged(line.event, line.decision.outcome, line.decision.applied_version)
            for line in folded.log
        ]
    return state.rows.get(KEY, Row()), log


def story():
    return [
        event("A's", by="A", mark="absent"),
        event("bulk", by="B", how="bulk"),
        event("B's", by="B", mark="present", seq=2),
        event("A's correction", by="A", mark="late", base=2, seq=2),
        event("cleared", by="A", mark="cleared", base=3, seq=3),
    ]


def test_log_in_any_order_leads_to_the_row():
    row, log = logged(*story())

    assert row.open_disagreement is not None
    assert row.version == 4
    for order in permutations(log):
        assert replay(order) == Replayed(row=row, gaps=())


def test_settled_disagreement_stays_settled():
    row, _ = logged(*story()[:3])
    settling = event("settled", by="M", base=row.version, settles=row.open_disagreement)

    settled, whole_log = logged(*story()[:3], settling)

    assert settled.open_disagreement is None
    assert replay(whole_log) == Replayed(row=settled, gaps=())


def test_empty_log_leads_to_an_untouched_row():
    assert replay([]) == Replayed(row=Row(), gaps=())


def test_lost_line_is_a_gap():
    row, log = logged(*story())

    without_first = [line for line in log if line.applied_version != 1]
    without_two = [line for line in log if line.applied_version not in {2, 3}]

    assert replay(without_first).gaps == (1,)
    assert replay(without_two).gaps == (2, 3)
    assert replay(without_two).row.version == row.version


def test_version_that_two_lines_claim_is_a_gap():
    _, log = logged(event("one", mark="present"))
    other = Logged(event("two", mark="absent"), Outcome.APPLIED, 1)

    assert replay([*log, other]).gaps == (1,)


def test_line_of_version_zero_is_a_gap():
    assert replay([Logged(event("one"), Outcome.APPLIED, 0)]).gaps == (0,)


def test_changed_line_leads_to_another_row():
    row, log = logged(event("one", mark="present"))
    forged = Logged(event("one", mark="absent"), log[0].outcome, log[0].applied_version)

    assert replay([forged]).row != row
    assert replay([forged]).row.winner == named("one")
