"""The one way in which marks are written: a batch of events, decided and stored at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core.models import Installation
from trainings.events.fold import Folded, State, fold
from trainings.events.parse import Batch
from trainings.events.values import (
    ID_REUSED,
    Decision,
    Mark,
    MarkEvent,
    Outcome,
    Source,
    Standing,
    Wrong,
)
from trainings.queries.attendance_state import (
    LockedSession,
    Reading,
    children_of,
    lock_sessions,
    read_state,
)
from trainings.services.absences import steps_after_marks
from trainings.services.attendance_extras import Extra, read_extras, save_extras
from trainings.services.attendance_standing import standing_of
from trainings.services.attendance_write import (
    EventIdTaken,
    ask_for_review,
    insert_events,
    keep_bodies,
    keep_disagreements,
    write_marks,
)
from trainings.services.walk_in import WalkInResult, add_walk_ins, read_walk_ins

if TYPE_CHECKING:
    from accounts.models import User

ATTEMPTS: Final = 3


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one event, and the mark and version of its row now."""

    id: UUID | None
    outcome: Outcome
    mark: Mark | None
    version: int
    error: str | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a batch; `results` are in the order of its events."""

    results: tuple[Result, ...]
    people: tuple[WalkInResult, ...]
    extras: tuple[Extra, ...]
    restore_id: UUID
    log_position: int
    received_at: datetime


def record_batch(
    *, batch: Batch, by: User, deciding: bool = False, merging: bool = False
) -> Recorded:
    """Decide the events of one author and store them; whoever returns from here holds them all.

    A manager who settles what waits is `deciding`: neither lock nor an ended right stops her.
    Who says that two records are one woman is `merging`: see `trainings.services.merging`.
    """
    if any(event.source.author != by.pk for event in made_events(batch)):
        raise ValueError("A batch is recorded for its own author only.")
    taken: frozenset[UUID] = frozenset()
    for _attempt in range(ATTEMPTS - 1):
        try:
            return _record(batch, by, taken, deciding=deciding, merging=merging)
        except EventIdTaken as found:
            # Once more: the event that came first is in the log by now, and can be compared; one
            # that still cannot be read is of a place out of her scope.
            taken |= found.ids
    return _record(batch, by, taken, deciding=deciding, merging=merging)


@transaction.atomic
def _record(batch: Batch, by: User, taken: frozenset[UUID], **acting: bool) -> Recorded:
    now = timezone.now()
    events = made_events(batch)
    walk_ins = read_walk_ins(batch.people)
    extras = read_extras(batch.extras)
    asked = {event.session for event in events}
    asked |= {walk_in.session for walk_in in walk_ins if not isinstance(walk_in, Wrong)}
    asked |= {extra.session for extra in extras}
    sessions = lock_sessions(asked, by=by, now=now) if asked else {}
    people = add_walk_ins(walk_ins, sessions, by=by, now=now)

    source = Source(device=batch.device, author=by.pk)
    reading = read_state(events, children_of(sessions), source, taken=taken)
    folded = fold(batch.events, _with_standings(reading, events, sessions, by, **acting))

    position = insert_events(folded, sessions, by=by, now=now)
    steps = steps_after_marks(folded, reading, sessions)
    write_marks(folded, steps, sessions, now=now)
    winners = {key: row.winner for key, row in reading.state.rows.items() if row.winner}
    keep_disagreements(folded, winners, sessions, by=by, now=now)
    ask_for_review(folded.log, sessions, now=now)
    keep_bodies(
        [*_rejected_people(batch, people), *_rejected_events(batch, folded)],
        device=batch.device,
        by=by,
        now=now,
    )
    return Recorded(
        results=tuple(map(_result, batch.events, folded.decisions)),
        people=people,
        extras=save_extras(extras, sessions, by=by),
        restore_id=reading.restore_id or Installation.get().restore_id,
        log_position=max(position, reading.log_position),
        received_at=now,
    )


def made_events(batch: Batch) -> list[MarkEvent]:
    """The events of a batch that have the right shape."""
    return [event for event in batch.events if isinstance(event, MarkEvent)]


def _with_standings(
    reading: Reading,
    events: Sequence[MarkEvent],
    sessions: dict[UUID, LockedSession],
    by: User,
    **acting: bool,
) -> State:
    scope = by.scope
    standings: dict[tuple[UUID, UUID], Standing] = {}
    for event in events:
        standings[event.row_key] = standing_of(
            sessions.get(event.session),
            reading.places.get(event.enrolment),
            scope=scope,
            **acting,
        )
    return replace(reading.state, standings=standings)


def _result(event: MarkEvent | Wrong, decision: Decision) -> Result:
    return Result(
        id=event.id,
        outcome=decision.outcome,
        mark=decision.row.value.mark,
        version=decision.row.version,
        error=decision.error,
    )


def _rejected_events(batch: Batch, folded: Folded) -> list[tuple[object, str]]:
    """Wrong shapes and reused ids; of a row that she has no right to, nothing is kept."""
    return [
        (body, decision.error or "")
        for body, event, decision in zip(batch.bodies, batch.events, folded.decisions, strict=True)
        if isinstance(event, Wrong) or decision.error == ID_REUSED
    ]


def _rejected_people(batch: Batch, people: Sequence[WalkInResult]) -> list[tuple[object, str]]:
    return [
        (body, result.error)
        for body, result in zip(batch.people, people, strict=True)
        if result.error is not None
    ]
