"""What the mark of a main session says about the sessions inside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from trainings.events.values import How, Mark, MarkEvent, MarkValue, Row, RowKey


@dataclass(frozen=True, slots=True)
class ChildSession:
    """A planned or held session inside another, placed by minutes from both ends of it."""

    id: UUID
    starts_after_minutes: int
    minutes: int
    ends_before_minutes: int = 0


def follow(
    event: MarkEvent, children: Sequence[ChildSession], rows: Mapping[RowKey, Row]
) -> tuple[MarkEvent, ...]:
    """Make the server's events for the child sessions of a row that an event has just won."""
    return tuple(_followed_by(event, child, rows) for child in children)


def follow_id(main: UUID, child: UUID) -> UUID:
    """The id of the event by which a child session follows a main event."""
    return uuid5(main, str(child))


def value_in_child(value: MarkValue, child: ChildSession) -> MarkValue:
    """Carry a mark over to a child session.

    The note stays where it was written: free text about a person is not copied about.
    """
    if value.mark not in {Mark.PRESENT, Mark.LATE}:
        return MarkValue(mark=value.mark, reasons=value.reasons)
    late = max(0, (value.minutes_late or 0) - child.starts_after_minutes)
    left_early = max(0, (value.left_early_minutes or 0) - child.ends_before_minutes)
    if late + left_early >= child.minutes:
        return MarkValue(mark=Mark.ABSENT)
    return MarkValue(
        mark=Mark.LATE if late else Mark.PRESENT,
        minutes_late=late or None,
        left_early_minutes=left_early or None,
    )


def _followed_by(event: MarkEvent, child: ChildSession, rows: Mapping[RowKey, Row]) -> MarkEvent:
    return MarkEvent(
        id=follow_id(event.id, child.id),
        session=child.id,
        enrolment=event.enrolment,
        value=value_in_child(event.value, child),
        how=How.FOLLOWS,
        base_version=rows.get((child.id, event.enrolment), Row()).version,
        seq=event.seq,
        client_time=event.client_time,
        source=event.source,
    )
