"""Marks from a page without script: a form becomes events, and can be taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from django.utils import timezone

from trainings.events.parse import MAX_EVENTS, Batch, parse_batch
from trainings.models import AttendanceEvent
from trainings.models.marked import How
from trainings.services.attendance import record_batch

if TYPE_CHECKING:
    from accounts.models import User
    from trainings.services.attendance import Result

CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Change:
    """A row of a form that says something else than it said when it was rendered."""

    session: UUID
    enrolment: UUID
    mark: str
    base_version: int
    how: str = How.TAPPED.value
    minutes_late: int | None = None
    left_early_minutes: int | None = None
    reasons: tuple[str, ...] = ()
    note: str = ""

    @property
    def details(self) -> dict[str, Any]:
        """The details that are there."""
        details = {
            "minutes_late": self.minutes_late,
            "left_early_minutes": self.left_early_minutes,
            "reasons": sorted(self.reasons),
            "note": self.note,
        }
        return {name: detail for name, detail in details.items() if detail not in (None, [], "")}


@dataclass(frozen=True, slots=True)
class Told:
    """A change, and what became of it."""

    change: Change
    result: Result


def record_form(*, key: UUID, changes: Sequence[Change], by: User) -> list[Told]:
    """Record the changed rows of one form; the same form sent twice counts once."""
    events = [_event(key, change) for change in changes]
    results = _record(device=key, events=events, by=by)
    return [Told(*pair) for pair in zip(changes, results, strict=True)]


def undo_form(*, key: UUID, sessions: Collection[UUID], by: User) -> list[Result]:
    """Take back what one form of hers brought, row by row, where it still stands."""
    done = list(
        AttendanceEvent.objects.filter(
            author=by, device=key, session__in=sessions, applied_version__isnull=False, undoes=None
        ).exclude(how=How.FOLLOWS)
    )
    before = _before(done)
    events = [_undoing(event, before.get(_place(event, -1))) for event in done]
    return _record(device=key, events=events, by=by)


def _record(*, device: UUID, events: Iterable[dict[str, Any]], by: User) -> list[Result]:
    results: list[Result] = []
    waiting = iter(events)
    while some := list(islice(waiting, MAX_EVENTS)):
        batch = parse_batch({"device": str(device), "events": some}, author=by.pk)
        assert isinstance(batch, Batch)  # noqa: S101 -- we made it ourselves
        results += record_batch(batch=batch, by=by).results
    return results


def _event(key: UUID, change: Change) -> dict[str, Any]:
    said = (change.session, change.enrolment, change.mark, change.how, change.details)
    return {
        "id": str(uuid5(key, repr(said))),
        "session": str(change.session),
        "enrolment": str(change.enrolment),
        "mark": change.mark,
        "how": change.how,
        "base_version": change.base_version,
        # Every row of a form is said at once, so nothing in it overtakes anything else.
        "seq": 0,
        "client_time": timezone.now().isoformat(),
        **change.details,
    }


def _undoing(event: AttendanceEvent, before: AttendanceEvent | None) -> dict[str, Any]:
    change = Change(
        session=event.session_id,
        enrolment=event.enrolment_id,
        mark=before.mark if before else CLEARED,
        base_version=event.applied_version or 0,
        # What was done softly is undone softly, so that it can be done again.
        how=event.how,
        minutes_late=before.minutes_late if before else None,
        left_early_minutes=before.left_early_minutes if before else None,
        reasons=tuple(before.reasons) if before else (),
        note=(before.note or "") if before else "",
    )
    return _event(uuid5(event.pk, "undo"), change) | {"undoes": str(event.pk)}


def _before(events: Collection[AttendanceEvent]) -> dict[tuple[UUID, UUID, int], AttendanceEvent]:
    """The events that had brought these rows to the versions before, by their place."""
    earlier = AttendanceEvent.objects.filter(
        session__in={event.session_id for event in events},
        enrolment__in={event.enrolment_id for event in events},
        applied_version__isnull=False,
    )
    return {_place(event): event for event in earlier}


def _place(event: AttendanceEvent, step: int = 0) -> tuple[UUID, UUID, int]:
    return (event.session_id, event.enrolment_id, (event.applied_version or 0) + step)
