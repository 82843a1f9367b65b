"""On which days and hours the modules of a course are held: pure, asks no database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from programmes.calendar import is_weekend

FARTHEST = timedelta(days=3 * 366)
"""No course goes on for longer; a pattern that never meets a working day ends here."""


class CannotPlan(Exception):
    """There is no day, or no room within the hours, for a module."""


@dataclass(frozen=True, slots=True)
class Inner:
    """A module that lies inside the day of another."""

    module_id: UUID
    after: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Day:
    """A module with a day of its own, and those inside it in their order."""

    module_id: UUID
    minutes: int
    inner: tuple[Inner, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """When a module is held."""

    module_id: UUID
    starts: datetime
    ends: datetime
    inner: tuple[Slot, ...] = ()


def days_for(
    count: int, *, first: date, weekdays: Collection[int], holidays: Collection[date]
) -> Iterator[date]:
    """The first days of a weekly pattern that are neither weekend nor holiday."""
    day, last = first, first + FARTHEST
    while count:
        if day > last:
            raise CannotPlan
        if day.weekday() in weekdays and not is_weekend(day) and day not in holidays:
            count -= 1
            yield day
        day += timedelta(days=1)


def propose(
    days: Sequence[Day],
    *,
    first: date,
    weekdays: Collection[int],
    holidays: Collection[date],
    begins: time,
    ends: time,
) -> list[Slot]:
    """One slot a day in order, none longer than its module nor than the hours of the day."""
    dates = days_for(len(days), first=first, weekdays=weekdays, holidays=holidays)
    return [
        slot_for(
            module,
            starts := datetime.combine(day, begins),
            min(datetime.combine(day, ends), starts + timedelta(minutes=module.minutes)),
        )
        for module, day in zip(days, dates, strict=True)
    ]


def slot_for(module: Day, starts: datetime, ends: datetime) -> Slot:
    """A module in given hours, with those inside it where they fit."""
    return Slot(module.module_id, starts, ends, tuple(_inside(module.inner, starts, ends)))


def _inside(inner: Iterable[Inner], starts: datetime, ends: datetime) -> Iterator[Slot]:
    """Each after its minutes, moved forward past the one before, and back within the hours."""
    length = int((ends - starts).total_seconds()) // 60
    ordered = sorted(inner, key=lambda module: module.after)
    if sum(module.minutes for module in ordered) > length:
        raise CannotPlan
    room_after = sum(module.minutes for module in ordered)
    free_from = 0
    for module in ordered:
        begins = min(max(module.after, free_from), length - room_after)
        room_after -= module.minutes
        free_from = begins + module.minutes
        at = starts + timedelta(minutes=begins)
        yield Slot(module.module_id, at, at + timedelta(minutes=module.minutes))
