"""What was marked of a woman, and the task that stands about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

THERE: Final = frozenset({"present", "late"})
ABSENT: Final = "absent"
EXCUSED: Final = "excused"


class Result(StrEnum):
    """How a task ended: the first four by a mark, the others by what a person learned."""

    RETURNED = "returned"
    EXCUSED = "excused"
    CORRECTED = "corrected"
    PLACE_ENDED = "place_ended"
    WILL_RETURN = "will_return"
    NEEDS_SUPPORT = "needs_support"
    LEFT = "left"
    UNREACHABLE = "unreachable"
    DO_NOT_CONTACT = "do_not_contact"


@dataclass(frozen=True, slots=True)
class Said:
    """A mark of hers at a main session that was held while she had a place."""

    session: UUID
    starts_at: datetime
    on_day: date
    mark: str


@dataclass(frozen=True, slots=True)
class Task:
    """A follow-up as it stands; `result` is empty while it is open."""

    id: UUID
    first_session: UUID
    first_starts_at: datetime
    last_session: UUID
    last_starts_at: datetime
    absences: int
    due_on: date
    result: str = ""
    closed_by_a_person: bool = False
    # Somebody works on it: her coming back does not close it.
    is_worked_on: bool = False
    # Somebody called, be it her friends alone: it is not taken away.
    has_calls: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides whether a woman is followed up; `said` in the order of the sessions.

    `has_a_place` is true for a member whose place has not ended; `task` is her open follow-up,
    otherwise the last one.
    """

    enrolment: UUID
    said: tuple[Said, ...]
    has_a_place: bool = True
    asked_not_to_be_contacted: bool = False
    task: Task | None = None
    holidays: frozenset[date] = frozenset()


class Act(StrEnum):
    """What becomes of a task."""

    OPEN = "open"
    RENEW = "renew"
    REOPEN = "reopen"
    CLOSE = "close"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a task; the spell stands in those that open or renew it."""

    act: Act
    enrolment: UUID
    task: UUID | None = None
    first_session: UUID | None = None
    last_session: UUID | None = None
    absences: int = 0
    due_on: date | None = None
    result: str = ""
