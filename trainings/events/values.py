"""What an attendance event, a row and a decision are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeAlias
from uuid import UUID

RowKey: TypeAlias = tuple[UUID, UUID]
"""The session and the enrolment of a row, in this order."""

ID_REUSED: Final = "id_reused"
UNKNOWN_ENROLMENT: Final = "unknown_enrolment"


class Mark(StrEnum):
    """What an event says of a woman at a session."""

    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"
    CLEARED = "cleared"


class How(StrEnum):
    """How a mark came about."""

    TAPPED = "tapped"
    BULK = "bulk"
    PAPER = "paper"
    FOLLOWS = "follows"
    MERGED = "merged"


FIRM: Final = frozenset({How.TAPPED, How.PAPER, How.MERGED})
SOFT: Final = frozenset({How.BULK, How.FOLLOWS})


class Outcome(StrEnum):
    """What became of an event."""

    APPLIED = "applied"
    NOOP = "noop"
    DUPLICATE = "duplicate"
    SUPERSEDED = "superseded"
    CONFLICT = "conflict"
    PENDING_REVIEW = "pending_review"
    REJECTED = "rejected"


class Standing(StrEnum):
    """Whether an author may mark a row now, and what stands in the way if not.

    When several things stand in the way, TOO_EARLY is the one to name last: an excuse passes it.
    """

    OPEN = "open"
    NEVER = "never"
    RIGHT_ENDED = "right_ended"
    SESSION_OFF = "session_off"
    NOT_EXPECTED = "not_expected"
    LOCKED = "locked"
    TOO_EARLY = "too_early"


@dataclass(frozen=True, slots=True)
class MarkValue:
    """A mark with its details; a row without a mark has None, an event that clears has CLEARED."""

    mark: Mark | None = None
    minutes_late: int | None = None
    left_early_minutes: int | None = None
    reasons: tuple[str, ...] = ()
    note: str = ""


UNMARKED: Final = MarkValue()


@dataclass(frozen=True, slots=True)
class Source:
    """Who marks on which device: the owner of a sequence of events."""

    device: UUID
    author: UUID


@dataclass(frozen=True, slots=True)
class MarkEvent:
    """One mark for one row, as a phone or the server made it."""

    id: UUID
    session: UUID
    enrolment: UUID
    value: MarkValue
    how: How
    base_version: int
    seq: int
    client_time: datetime
    source: Source
    undoes: UUID | None = None
    settles: UUID | None = None

    @property
    def row_key(self) -> RowKey:
        """The row that this event is about."""
        return (self.session, self.enrolment)

    @property
    def is_firm(self) -> bool:
        """True when somebody meant this one row."""
        return self.how in FIRM

    @property
    def clears(self) -> bool:
        """True when the event takes a mark away."""
        return self.value.mark is Mark.CLEARED

    @property
    def leaves(self) -> MarkValue:
        """The value of the row once this event has won."""
        return UNMARKED if self.clears else self.value


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that does not have the shape of what it should be, and why."""

    reason: str
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The current mark of one enrolment at one session; version 0 was never touched."""

    value: MarkValue = UNMARKED
    how: How | None = None
    version: int = 0
    winner: UUID | None = None
    winner_source: Source | None = None
    open_disagreement: UUID | None = None

    @property
    def has_mark(self) -> bool:
        """True when the woman is recorded."""
        return self.value.mark is not None

    @property
    def is_soft(self) -> bool:
        """True when a soft event won the row, be it with a mark or by clearing it."""
        return self.how in SOFT

    @property
    def has_explicit_mark(self) -> bool:
        """True when somebody meant the mark for this one row."""
        return self.has_mark and self.how in FIRM


@dataclass(frozen=True, slots=True)
class Known:
    """What the log holds of an event id that was stored before."""

    fingerprint: bytes
    author: UUID


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of an event, and the row as it stands afterwards (fresh when rejected).

    `error` says why an event was rejected, or what a pending review waits for.
    """

    outcome: Outcome
    row: Row
    applied_version: int | None = None
    error: str | None = None
    opens_disagreement: bool = False
    closes_disagreement: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """A line of the log: an event and its decision."""

    event: MarkEvent
    decision: Decision
