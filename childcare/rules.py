"""Whether a child goes with whoever has come for it. Pure: no database, no clock.

Fails closed: only a case that answers every question rightly ends in a hand-over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

OLDEST_LIST = timedelta(hours=12)
"""A page that shows an older list hands nobody over."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a child's list, as far as a hand-over needs it; `who` is a folded name."""

    id: UUID
    who: str
    participant_id: UUID | None
    from_on: date
    to_on: date | None
    is_blocked: bool
    is_revoked: bool

    def is_about(self, collector: Collector) -> bool:
        """Whether it speaks of this person: the same participant, or somebody of the same name."""
        same = self.participant_id is not None and self.participant_id == collector.participant_id
        return same or self.who == collector.who

    def allows_on(self, day: date) -> bool:
        """Whether it lets somebody collect on a day."""
        return (
            not self.is_blocked
            and not self.is_revoked
            and self.from_on <= day
            and (self.to_on is None or day < self.to_on)
        )


@dataclass(frozen=True, slots=True)
class Collector:
    """Who has come: a guardian, somebody chosen from a list, or somebody else by name.

    A code is what they say the guardian told them; None where nobody asked for it.
    """

    who: str
    participant_id: UUID | None = None
    is_guardian: bool = False
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A child of which somebody asks to have it; `code` is that of its family today, or none."""

    is_inside: bool
    guardians: Collection[UUID]
    lines: Collection[Line]
    day: date
    list_age: timedelta
    carer_is_cleared: bool
    code: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why not, or how it was checked and under which line of the list."""

    why_not: str = ""
    check: str = ""
    line: UUID | None = None


def decide(case: Case, collector: Collector) -> Verdict:
    """Hand over, or say the one reason that matters most."""
    if not case.is_inside:
        return Verdict("already_out")
    if not case.carer_is_cleared:
        return Verdict("no_clearance")
    if not timedelta(0) <= case.list_age <= OLDEST_LIST:
        return Verdict("old_list")
    about = [line for line in case.lines if line.is_about(collector)]
    if is_blocked(about):
        return Verdict("blocked")
    if collector.is_guardian:
        known = collector.participant_id in case.guardians
        return Verdict(check="mother") if known else Verdict("unlisted")
    line = next((line for line in about if line.allows_on(case.day)), None)
    if line is None:
        return Verdict(_why_no_line(about))
    if collector.code is None:
        return Verdict(check="listed", line=line.id)
    if case.code is None or collector.code != case.code:
        return Verdict("wrong_code")
    return Verdict(check="code", line=line.id)


def is_blocked(about: Iterable[Line]) -> bool:
    """Whether a standing line says that somebody must not collect, on whatever day."""
    return any(line.is_blocked and not line.is_revoked for line in about)


def _why_no_line(about: Iterable[Line]) -> str:
    allowing = [line for line in about if not line.is_blocked]
    if any(not line.is_revoked for line in allowing):
        return "expired"
    return "revoked" if allowing else "unlisted"
