"""Women in classes: each once, however many places and records she has."""

from __future__ import annotations

from typing import Any

from dashboards.indicators.units import Answer, Period, Unit
from dashboards.queries.pieces import DISABILITY, HAS_A_PLACE, age_on, rows_of, status_on

_DESCRIBED = f"""
SELECT survivor.id, {status_on("w.day", "survivor.id")}, {age_on("w.day")}, {DISABILITY}, w.went_on
FROM women w
JOIN participants_participant survivor ON survivor.id = w.person
ORDER BY survivor.id
"""

_ENROLLED = f"""
WITH women AS (
    SELECT p.canonical_id AS person, min(greatest(e.from_on, %(first)s::date)) AS day,
        false AS went_on
    FROM trainings_enrolment e
    JOIN participants_participant p ON p.id = e.participant_id
    WHERE e.project_site_id = ANY(%(places)s) AND {HAS_A_PLACE}
        AND e.from_on <= %(last)s AND (e.to_on IS NULL OR e.to_on > %(first)s)
    GROUP BY 1
)
{_DESCRIBED}"""

_COMPLETED_AT = "coalesce(e.to_on - 1, c.ends_on)"

_COMPLETED = f"""
WITH women AS (
    SELECT p.canonical_id AS person, min({_COMPLETED_AT}) AS day,
        bool_or(EXISTS (
            SELECT FROM trainings_enrolment next
            JOIN trainings_cohort nc ON nc.id = next.cohort_id
            JOIN trainings_courseversion nv ON nv.id = nc.version_id
            JOIN participants_participant np ON np.id = next.participant_id
            WHERE np.canonical_id = p.canonical_id AND nv.course_id <> v.course_id
                AND next.kind = 'member'
                AND next.state NOT IN ('applied', 'waitlisted', 'merged')
                AND next.from_on >= {_COMPLETED_AT} AND next.from_on <= %(last)s
                AND next.project_site_id = ANY(%(places)s)
        )) AS went_on
    FROM trainings_enrolment e
    JOIN trainings_cohort c ON c.id = e.cohort_id
    JOIN trainings_courseversion v ON v.id = c.version_id
    JOIN participants_participant p ON p.id = e.participant_id
    WHERE e.project_site_id = ANY(%(places)s) AND e.kind = 'member' AND e.state = 'completed'
        AND {_COMPLETED_AT} BETWEEN %(first)s AND %(last)s
    GROUP BY 1
)
{_DESCRIBED}"""


def women_enrolled(period: Period) -> Answer:
    """Women with a place on some day of the period; described on the first such day."""
    return Answer([Unit(row[0], 1, 0, *row[1:4]) for row in _ask(_ENROLLED, period)])


def women_completed(period: Period) -> Answer:
    """Women whose completion of a course falls into the period; described on that day."""
    return Answer([Unit(row[0], 1, 0, *row[1:4]) for row in _ask(_COMPLETED, period)])


def women_who_went_on(period: Period) -> Answer:
    """Of the women who completed a course, those who had a place in another one afterwards."""
    return Answer([Unit(row[0], int(row[4]), 1, *row[1:4]) for row in _ask(_COMPLETED, period)])


def _ask(sql: str, period: Period) -> list[tuple[Any, ...]]:
    return rows_of(
        sql,
        {"places": list(period.project_sites), "first": period.first, "last": period.last},
    )
