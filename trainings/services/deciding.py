"""What a manager decides, put as events: each decision is one more line of the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from trainings.events.parse import Batch
from trainings.events.values import How, Mark, MarkEvent, MarkValue, Outcome, Source
from trainings.models import AttendanceEvent
from trainings.services.attendance import record_batch
from trainings.services.refusals import CannotChange

if TYPE_CHECKING:
    from accounts.models import User


def record_decisions(events: Sequence[MarkEvent], *, by: User, only_applied: bool = False) -> None:
    """Record what a manager decided, all of it or nothing."""
    if not events:
        return
    batch = Batch(
        device=events[0].source.device,
        events=tuple(events),
        bodies=tuple({} for _event in events),
        people=(),
        extras={},
    )
    outcomes = {
        result.outcome for result in record_batch(batch=batch, by=by, deciding=True).results
    }
    refused = outcomes & {Outcome.REJECTED, Outcome.PENDING_REVIEW}
    if refused or (only_applied and outcomes != {Outcome.APPLIED}):
        raise CannotChange(_("This cannot be recorded yet. Nothing was changed."))


def decision(
    *,
    event_id: UUID,
    session_id: UUID,
    enrolment_id: UUID,
    value: MarkValue,
    base_version: int,
    by: User,
    settles: UUID | None = None,
    undoes: UUID | None = None,
) -> MarkEvent:
    """One decision as an event of the manager's own."""
    return MarkEvent(
        id=event_id,
        session=session_id,
        enrolment=enrolment_id,
        value=value,
        how=How.TAPPED,
        base_version=base_version,
        # Each decision is a source of its own, so that no clock puts one before another.
        seq=0,
        client_time=timezone.now(),
        source=Source(device=event_id, author=by.pk),
        undoes=undoes,
        settles=settles,
    )


def value_of(said: AttendanceEvent) -> MarkValue:
    """The mark of an event with all its details."""
    return MarkValue(
        mark=Mark(said.mark),
        minutes_late=said.minutes_late,
        left_early_minutes=said.left_early_minutes,
        reasons=tuple(said.reasons),
        note=said.note or "",
    )
