"""Birth dates that are not exact: what a year, a month or a guessed age may mean."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

OF_AGE = 18
"""From this age on she decides alone."""


def latest_birth(born_on: date, precision: str) -> date:
    """The last day that a kept birth date can mean; unknown parts are kept as the first."""
    if precision == "day":
        return born_on
    if precision == "month":
        return born_on.replace(day=monthrange(born_on.year, born_on.month)[1])
    return date(born_on.year, 12, 31)


def age_on(day: date, born_on: date) -> int:
    """Whole years between a birth and a day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def is_minor_at(born_on: date | None, precision: str, day: date) -> bool:
    """Whether somebody may be under 18 on a day; a birth date that is not exact counts for her."""
    return born_on is not None and age_on(day, latest_birth(born_on, precision)) < OF_AGE
