"""A whole batch, decided event by event and folded to one value per row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias
from uuid import UUID

from trainings.events.decide import decide, known_as
from trainings.events.follow import ChildSession, follow
from trainings.events.values import (
    Decided,
    Decision,
    How,
    Known,
    Mark,
    MarkEvent,
    Outcome,
    Row,
    RowKey,
    Source,
    Standing,
    Wrong,
)

Turn: TypeAlias = tuple[Source, UUID, UUID]
"""Source, session and enrolment: the scope within which `seq` counts."""


@dataclass(frozen=True, slots=True)
class State:
    """What the database tells before a batch of one author is decided.

    A row that is not named is fresh; a standing that is not named is NEVER. `known` answers for
    every id that was sent or that a follows would have, and `highest_seq` leaves follows out:
    they have no turn. `children` are those sessions alone that may be marked now.
    """

    rows: Mapping[RowKey, Row] = field(default_factory=dict)
    known: Mapping[UUID, Known] = field(default_factory=dict)
    highest_seq: Mapping[Turn, int] = field(default_factory=dict)
    standings: Mapping[RowKey, Standing] = field(default_factory=dict)
    children: Mapping[UUID, Sequence[ChildSession]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Folded:
    """What a batch comes to.

    `decisions` answer the events in the order in which they were given. `log` holds what is to be
    stored, in the order of deciding and with the server's own events; `changed` has one row each;
    `state` is what the next batch finds.
    """

    decisions: tuple[Decision, ...]
    log: tuple[Decided, ...]
    changed: Mapping[RowKey, Row]
    opened: Mapping[UUID, RowKey]
    closed: frozenset[UUID]
    state: State

    @property
    def made_held(self) -> frozenset[UUID]:
        """The sessions that were given a mark other than an excuse, and so were held."""
        return frozenset(
            line.event.session
            for line in self.log
            if line.decision.applied_version is not None
            and line.event.value.mark not in {Mark.EXCUSED, Mark.CLEARED}
        )


def fold(events: Sequence[MarkEvent | Wrong], state: State) -> Folded:
    """Decide a batch by `seq`, each event knowing what the earlier ones did."""
    ledger = _Ledger(state)
    decisions = {place: ledger.take(events[place]) for place in _places_by_seq(events)}
    return Folded(
        decisions=tuple(decisions[place] for place in range(len(events))),
        log=tuple(ledger.log),
        changed={key: ledger.rows[key] for key in ledger.changed},
        opened=ledger.opened,
        closed=frozenset(ledger.closed),
        state=replace(state, rows=ledger.rows, known=ledger.known, highest_seq=ledger.highest_seq),
    )


def _places_by_seq(events: Sequence[MarkEvent | Wrong]) -> list[int]:
    turns = [(-1 if isinstance(event, Wrong) else event.seq) for event in events]
    return sorted(range(len(events)), key=turns.__getitem__)


class _Ledger:
    """The state while a batch is being decided."""

    def __init__(self, state: State) -> None:
        self.rows = dict(state.rows)
        self.known = dict(state.known)
        self.highest_seq = dict(state.highest_seq)
        self.standings = state.standings
        self.children = state.children
        self.log: list[Decided] = []
        # A dict keeps the order in which rows were first changed.
        self.changed: dict[RowKey, None] = {}
        self.opened: dict[UUID, RowKey] = {}
        self.closed: set[UUID] = set()

    def take(self, event: MarkEvent | Wrong) -> Decision:
        if isinstance(event, Wrong):
            return decide(event, row=Row(), standing=Standing.NEVER, highest_seq=None, known=None)
        decision = self.decision_on(event, self.standings.get(event.row_key, Standing.NEVER))
        if decision.outcome not in {Outcome.REJECTED, Outcome.DUPLICATE}:
            self.keep(event, decision)
        if decision.applied_version is not None:
            self.let_follow(event)
        return decision

    def decision_on(self, event: MarkEvent, standing: Standing) -> Decision:
        return decide(
            event,
            row=self.rows.get(event.row_key, Row()),
            standing=standing,
            highest_seq=self.highest_seq.get((event.source, *event.row_key)),
            known=self.known.get(event.id),
        )

    def let_follow(self, event: MarkEvent) -> None:
        """Let the child sessions follow, and forget the events that change nothing there."""
        for made in follow(event, self.children.get(event.session, ()), self.rows):
            decision = self.decision_on(made, Standing.OPEN)
            if decision.applied_version is not None:
                self.keep(made, decision)

    def keep(self, event: MarkEvent, decision: Decision) -> None:
        self.log.append(Decided(event, decision))
        self.known[event.id] = known_as(event)
        if event.how is not How.FOLLOWS:
            turn = (event.source, *event.row_key)
            self.highest_seq[turn] = max(event.seq, self.highest_seq.get(turn, event.seq))
        if decision.applied_version is None:
            return
        if decision.opens_disagreement and decision.row.open_disagreement is not None:
            self.opened[decision.row.open_disagreement] = event.row_key
        if decision.closes_disagreement and event.settles is not None:
            self.closed.add(event.settles)
        self.rows[event.row_key] = decision.row
        self.changed[event.row_key] = None
