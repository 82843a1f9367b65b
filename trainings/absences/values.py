"""What was marked of a woman, and the task that stands about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Marked:
    """What is marked of her at a main session that is planned or held; empty where taken back."""

    session: UUID
    starts_at: datetime
    on_day: date
    is_held: bool
    mark: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is stored of a woman, before it is said on which day it is looked at."""

    enrolment: UUID
    is_member: bool
    from_on: date
    to_on: date | None
    asked_not_to_be_contacted: bool
    marked: tuple[Marked, ...]
    excuses: tuple[tuple[date, date], ...]
    holidays: frozenset[date]
    task: Task | None

    def with_marks(self, marks: Iterable[Marked]) -> Record:
        """The same once these are written."""
        newest = {one.session: one for one in (*self.marked, *marks)}
        return replace(self, marked=tuple(newest.values()))

    def facts_on(self, today: date) -> Facts:
        """What of it decides on a day."""
        counted = sorted(
            (one for one in self.marked if self._counts(one, today)),
            key=lambda one: (one.starts_at, one.session),
        )
        return Facts(
            enrolment=self.enrolment,
            said=tuple(
                Said(one.session, one.starts_at, one.on_day, self._as_good_as(one))
                for one in counted
            ),
            has_a_place=self.is_member and (self.to_on is None or self.to_on > today),
            asked_not_to_be_contacted=self.asked_not_to_be_contacted,
            task=self.task,
            holidays=self.holidays,
        )

    def _counts(self, one: Marked, today: date) -> bool:
        # A session where nobody but the excused was marked stays planned.
        has_been = one.is_held or one.on_day <= today
        is_hers = self.from_on <= one.on_day and (self.to_on is None or one.on_day < self.to_on)
        return bool(one.mark) and has_been and is_hers

    def _as_good_as(self, one: Marked) -> str:
        """An absence that she told of beforehand is as good as an excuse."""
        told = any(from_on <= one.on_day < to_on for from_on, to_on in self.excuses)
        return EXCUSED if told and one.mark == ABSENT else one.mark


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
