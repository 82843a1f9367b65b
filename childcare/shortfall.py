"""Whether there were too few adults at any time of a session. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from childcare.ratio import SHIPPED, Band, adults_needed, band_lines

BRIEF = timedelta(minutes=1)
"""Shorter than this is two carers who take turns at the door."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody in the room from a moment until another; `age` in years of a child, else None."""

    since: datetime
    until: datetime | None
    age: int | None = None

    def is_there(self, moment: datetime) -> bool:
        """Whether she is in the room at a moment."""
        return self.since <= moment and (self.until is None or moment < self.until)


def was_above_ratio(
    begins: datetime,
    ends: datetime,
    children: Sequence[Presence],
    adults: Sequence[Presence],
    bands: Sequence[Band] = SHIPPED,
) -> bool:
    """Whether for a minute or more there were fewer adults than the children inside needed."""
    moments = sorted({begins, ends, *_changes([*children, *adults], begins, ends)})
    short = timedelta()
    for moment, next_one in pairwise(moments):
        ages = [child.age or 0 for child in children if child.is_there(moment)]
        counted = sum(adult.is_there(moment) for adult in adults)
        if adults_needed(band_lines(ages, bands)) > counted:
            short += next_one - moment
            if short >= BRIEF:
                return True
        else:
            short = timedelta()
    return False


def _changes(there: Iterable[Presence], begins: datetime, ends: datetime) -> Iterable[datetime]:
    for one in there:
        for moment in (one.since, one.until):
            if moment is not None and begins < moment < ends:
                yield moment
