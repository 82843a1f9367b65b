"""Weeks as people here count them: from Sunday, since Friday and Saturday are free."""

from __future__ import annotations

from datetime import date, timedelta

WEEK = timedelta(days=7)
PART_OF_WEEK = "greatest({day} - extract(dow FROM {day})::int, date_trunc('quarter', {day})::date)"
"""As SQL: the Sunday of a day, or the first day of its quarter where the week began before it."""


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
