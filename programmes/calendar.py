"""On which days a programme works."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from programmes.models import Holiday

if TYPE_CHECKING:
    from programmes.models import Site

WEEKEND = frozenset({4, 5})
"""Friday and Saturday, as `date.weekday()` counts them."""

ONE_DAY = timedelta(days=1)


def holidays_between(site: Site, first: date, last: date) -> dict[date, Holiday]:
    """The holidays of a site's governorate, both ends included."""
    holidays = Holiday.objects.filter(on_day__range=(first, last)).filter(
        Q(governorate=None) | Q(governorate=site.area_id[:5])
    )
    return {holiday.on_day: holiday for holiday in holidays}


def is_weekend(day: date) -> bool:
    """True on Friday and Saturday."""
    return day.weekday() in WEEKEND


def working_days(site: Site, first: date, last: date) -> Iterator[date]:
    """Every day that is neither weekend nor holiday, both ends included."""
    holidays = holidays_between(site, first, last)
    day = first
    while day <= last:
        if not is_weekend(day) and day not in holidays:
            yield day
        day += ONE_DAY


def working_days_before(day: date, count: int, holidays: Collection[date] = ()) -> date:
    """The day that lies `count` working days before a day."""
    while count:
        day -= ONE_DAY
        if not is_weekend(day) and day not in holidays:
            count -= 1
    return day
