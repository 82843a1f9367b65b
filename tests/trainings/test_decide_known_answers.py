"""The known answers of attendance-rules.md, one by one."""

from dataclasses import replace
from itertools import permutations

import pytest

from tests.trainings.event_builders import ENROLMENT, SESSION, event, named
from trainings.events.fold import State, fold
from trainings.events.values import How, Outcome, Standing

KEY = (SESSION, ENROLMENT)


class Server:
    """A server with one row, which takes one event per request."""

    def __init__(self, standing=Standing.OPEN):
        self.state = State(standings={KEY: standing})

    def take(self, made):
        folded = fold([made], self.state)
        self.state = folded.state
        return folded.decisions[0]

    def takes(self, *events):
        return [self.take(made).outcome.value for made in events]

    @property
    def row(self):
        return self.state.rows[KEY]


def in_any_order(*events):
    return pytest.mark.parametrize(
        "order",
        list(permutations(events)),
        ids=lambda order: ", ".join(
            f"{made.how.value} {made.value.mark.value}{made.base_version}" for made in order
        ),
    )


@in_any_order(event("A's", by="A", mark="absent"), event("B's", by="B", mark="present"))
def test_two_people_disagree_and_the_first_ones_retry_shows_the_second_mark(order):
    server = Server()
    first, second = order

    assert server.takes(first, second) == ["applied", "conflict"]
    retry = server.take(first)
    assert (retry.outcome, retry.row.value.mark) == (Outcome.DUPLICATE, second.value.mark)
    assert (retry.row.version, retry.applied_version) == (2, None)
    assert server.row.open_disagreement is not None


@in_any_order(
    event("bulk", by="A", mark="present", how="bulk"), event("B's", by="B", mark="absent")
)
def test_explicit_absence_beats_bulk_presence_without_conflict(order):
    server = Server()

    outcomes = server.takes(*order)

    assert "conflict" not in outcomes
    assert server.row.value.mark == "absent"
    assert server.row.open_disagreement is None


@in_any_order(
    event("bulk", by="A", mark="present", how="bulk"), event("B's", by="B", mark="present")
)
def test_bulk_and_explicit_presence_end_as_firmly_present(order):
    server = Server()

    outcomes = server.takes(*order)

    assert "conflict" not in outcomes
    assert (server.row.value.mark, server.row.how) == ("present", How.TAPPED)


@in_any_order(
    event("marked", by="A", mark="absent", base=0, seq=1),
    event("cleared", by="A", mark="cleared", base=1, seq=2),
    event("bulk", by="C", mark="present", how="bulk", base=0, seq=1),
)
def test_cleared_row_stays_not_recorded_beside_a_bulk(order):
    server = Server()

    outcomes = server.takes(*order)

    assert "conflict" not in outcomes
    assert not server.row.has_mark


@in_any_order(
    event("first", mark="present", seq=1),
    event("second", mark="absent", seq=2),
    event("third", mark="late", seq=3, minutes_late=10),
)
def test_last_word_of_one_source_wins_in_any_order(order):
    server = Server()

    outcomes = server.takes(*order)

    assert "conflict" not in outcomes
    assert server.row.winner == named("third")


def test_one_source_sending_its_third_event_first():
    server = Server()
    third, first, second = (event(f"event {seq}", seq=seq) for seq in (3, 1, 2))

    assert server.takes(third, first, second) == ["applied", "superseded", "superseded"]
    assert server.row.winner == third.id


CORRECTED = [
    event("B's", by="B", mark="absent"),
    event("A's", by="A", mark="present", seq=1),
    event("A's correction", by="A", mark="late", seq=2),
]


def test_own_correction_after_a_conflict_is_applied_and_leaves_it_open():
    server = Server()

    assert server.takes(*CORRECTED) == ["applied", "conflict", "applied"]
    assert server.row.value.mark == "late"
    assert server.row.open_disagreement is not None


@in_any_order(*CORRECTED)
def test_disagreement_with_a_correction_stays_open_in_any_order(order):
    server = Server()

    outcomes = server.takes(*order)

    assert "conflict" in outcomes
    assert server.row.open_disagreement is not None
    last = [made for made, outcome in zip(order, outcomes, strict=True) if outcome != "superseded"]
    assert server.row.winner == last[-1].id


@in_any_order(
    event("X's", by="X", device="phone", mark="absent", seq=5),
    event("Y's", by="Y", device="phone", mark="present", seq=6),
)
def test_two_authors_on_one_phone_are_two_sources(order):
    server = Server()

    assert server.takes(*order) == ["applied", "conflict"]
    assert server.row.winner == order[-1].id


def test_locked_mark_waits_and_its_approval_is_a_new_event():
    server = Server(Standing.LOCKED)
    made = event("made", by="A", mark="absent")

    assert server.takes(made, made) == ["pending_review", "duplicate"]
    assert KEY not in server.state.rows

    server.state = replace(server.state, standings={KEY: Standing.OPEN})
    approval = event("approval", by="manager", mark="absent", how="merged")
    assert server.takes(approval, made, approval) == ["applied", "duplicate", "duplicate"]
    assert (server.row.value.mark, server.row.winner) == ("absent", named("approval"))
