"""Weeks as people here count them: from Sunday, since Friday and Saturday are free."""

from __future__ import annotations

from datetime import date, timedelta

WEEK = timedelta(days=7)
WEEK_OF = "({day} - extract(dow FROM {day})::int)"
"""The same as `week_of`, as SQL; the Sunday of a day."""


def week_of(day: date) -> date:
    """The Sunday on which the week of a day begins."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


def weeks_between(first: date, last: date) -> list[date]:
    """The Sundays of all weeks that have one of these days."""
    week, found = week_of(first), []
    while week <= last:
        found.append(week)
        week += WEEK
    return found
