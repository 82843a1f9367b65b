"""Marks of a project's page, from the counts that are kept beside them and not from the marks."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.translated import spoken
from dashboards.queries.pieces import Planned, array
from dashboards.queries.project import Quarter
from dashboards.queries.seen import Seen


class Marks(NamedTuple):
    """Marks of each place, and those of one of them by week and side."""

    places: dict[int, Seen]
    weeks: dict[tuple[date, str], Seen]


# `sessions` with a mark of that status: marked by sessions is the number of women at an average
# session, rounded up, so at least so many different women stand behind; behind a sum, as many as
# behind the largest of its parts.
_SUMS = """sum(there)::int, sum(marked)::int,
    coalesce(max((marked + sessions - 1) / nullif(sessions, 0)), 0),
    coalesce(max((there + sessions - 1) / nullif(sessions, 0)), 0), sum(away)"""

_MARKS = f"""
SELECT project_site_id, NULL AS week, NULL AS side, {_SUMS}
FROM dashboards_weekcount
WHERE project_site_id = ANY(%(places)s::int[]) AND week BETWEEN %(first)s AND %(last)s
GROUP BY project_site_id
UNION ALL
SELECT NULL, week, CASE WHEN status IN ('idp', 'host') THEN status ELSE 'rest' END AS side, {_SUMS}
FROM dashboards_weekcount
WHERE project_site_id = %(site)s AND week BETWEEN %(first)s AND %(last)s
GROUP BY week, side
ORDER BY week, side
"""


def marks_asked(places: Collection[int], site: int, quarter: Quarter) -> Planned[Marks]:
    """Marks of a quarter, by weeks; a week of two quarters is in each with its days."""
    values = {
        "places": array(places),
        "site": site,
        "first": quarter.first,
        "last": quarter.last,
    }
    return Planned(_MARKS, values, _marks)


def _marks(rows: list[tuple[Any, ...]]) -> Marks:
    told = Marks({}, {})
    for place, week, side, *seen in rows:
        if place is None:
            told.weeks[week, side] = Seen(*seen)
        else:
            told.places[place] = Seen(*seen)
    return told


class CohortRow(NamedTuple):
    """A cohort with the title of its course and its marks of a quarter."""

    id: UUID
    name: str
    course: str
    marks: Seen


_COHORTS = """
SELECT c.id, c.name, {title}, coalesce(k.there, 0), coalesce(k.marked, 0),
    coalesce((k.marked + k.sessions - 1) / nullif(k.sessions, 0), 0),
    coalesce((k.there + k.sessions - 1) / nullif(k.sessions, 0), 0), coalesce(k.away, 0)
FROM trainings_cohort c
JOIN trainings_courseversion v ON v.id = c.version_id
JOIN trainings_course o ON o.id = v.course_id
LEFT JOIN dashboards_cohortcount k
    ON k.project_site_id = %(site)s AND k.quarter = %(first)s AND k.cohort_id = c.id
WHERE c.project_site_id = %(site)s AND (
    c.starts_on <= %(last)s AND c.ends_on >= %(first)s OR k.marked > 0
)
ORDER BY c.starts_on, c.name, c.id
"""


def cohorts_asked(site: int, quarter: Quarter) -> Planned[list[CohortRow]]:
    """The cohorts that ran at a place in a quarter, the oldest first."""
    values = {"site": site, "first": quarter.first, "last": quarter.last}
    return Planned(_COHORTS.format(title=spoken("o.title")), values, _cohorts)


def _cohorts(rows: list[tuple[Any, ...]]) -> list[CohortRow]:
    return [CohortRow(one, name, course, Seen(*marks)) for one, name, course, *marks in rows]
