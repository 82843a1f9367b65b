"""What the answer to a question is made of: one record for each woman or thing counted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

STATUSES = ("idp", "host", "returnee", "other", "unknown")
AGES = ("0-17", "18-24", "25-39", "40-59", "60+", "unknown")
DISABILITIES = ("yes", "no", "unknown")
CHILD_AGES = ("0-1", "2", "3-5", "6+", "unknown")
CHILD_SEXES = ("f", "m", "unknown")
PLAYROOM = ("used", "not_used", "unknown")
# Of visits, and of the households and people who were visited.
RESULTS = ("cross", "same", "mixed", "unknown")
COMPOSITIONS = ("displaced", "host", "returned", "mixed", "unknown")
RECIPIENT_SEXES = ("f", "m", "unknown")
RECIPIENT_AGES = ("0-1", "2-5", "6-11", "12-17", "18-59", "60+", "unknown")

SIDES = {
    "status": STATUSES,
    "age": AGES,
    "disability": DISABILITIES,
    "child_age": CHILD_AGES,
    "child_sex": CHILD_SEXES,
    "playroom": PLAYROOM,
    "result": RESULTS,
    "composition": COMPOSITIONS,
    "recipient_sex": RECIPIENT_SEXES,
    "recipient_age": RECIPIENT_AGES,
}
"""The categories of each disaggregation; what is not known is one, so that they partition."""


class Unit(NamedTuple):
    """A woman (a child, a session, a cohort) and what she adds: `amount`, of `base` in a share.

    `person` is the survivor of merged records, or a household, None for a thing; the other fields
    are codes of `SIDES`.
    """

    person: UUID | None
    amount: int
    base: int = 0
    status: str = "unknown"
    age: str = "unknown"
    disability: str = "unknown"
    child_age: str = "unknown"
    child_sex: str = "unknown"
    playroom: str = "unknown"
    result: str = "unknown"
    composition: str = "unknown"
    recipient_sex: str = "unknown"
    recipient_age: str = "unknown"

    def category(self, side: str) -> str:
        """Her category on one side."""
        told: str = getattr(self, side)
        return told if told in SIDES[side] else "unknown"


class Kind(StrEnum):
    """How units become a number."""

    PEOPLE = "people"
    SUM = "sum"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Period:
    """Where and when, both days included."""

    project_sites: Collection[int]
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Answer:
    """Units; for things that are no people, `behind` is how many women stand behind them.

    `things` are their ids, which a report keeps as it keeps those of people.
    """

    units: list[Unit]
    behind: int | None = None
    things: list[UUID] = field(default_factory=list)
