"""What women did: marks of main sessions, minutes of dialogue.

Hers = main sessions held while her place was active. Attendance rate = (present + late) ÷ marked
of hers; commitment rate counts excuses as well; not recorded stands outside both. Her status is
that of the session's day, so a woman may stand in two rows.
"""

from __future__ import annotations

from typing import Any

from dashboards.indicators.units import Answer, Period, Unit
from dashboards.queries.pieces import HAS_A_PLACE, THERE_ON, rows_of, status_on

_HERS = f"""
FROM trainings_session s
JOIN trainings_enrolment e ON e.cohort_id = s.cohort_id
JOIN participants_participant p ON p.id = e.participant_id
LEFT JOIN trainings_attendance a ON a.session_id = s.id AND a.enrolment_id = e.id
CROSS JOIN LATERAL (SELECT {status_on("s.on_day")} AS status) told
WHERE s.project_site_id = ANY(%(places)s) AND s.on_day BETWEEN %(first)s AND %(last)s
    AND {HAS_A_PLACE} AND {THERE_ON.format(day="s.on_day")}
"""

_MARKS = f"""
SELECT p.canonical_id, told.status,
    count(*) FILTER (WHERE a.mark IN ('present', 'late')),
    count(*) FILTER (WHERE a.mark IN ('present', 'late', 'excused')),
    count(a.mark), count(*)
{_HERS} AND s.parent_id IS NULL AND s.state = 'held'
GROUP BY 1, 2 ORDER BY 1, 2
"""

_PLANNED = "extract(epoch FROM s.ends_at - s.starts_at) / 60"

_MINUTES = f"""
SELECT p.canonical_id, told.status, coalesce(sum(greatest({_PLANNED}
        - coalesce(a.minutes_late, 0) - coalesce(a.left_early_minutes, 0), 0
    )) FILTER (WHERE a.mark IN ('present', 'late')), 0)::bigint,
    sum({_PLANNED})::bigint
{_HERS} AND s.state IN ('planned', 'held') AND a.mark IS NOT NULL
    AND EXISTS (SELECT FROM trainings_module m WHERE m.id = s.module_id AND m.kind = 'dialogue')
GROUP BY 1, 2 ORDER BY 1, 2
"""


def attendance_rate(period: Period) -> Answer:
    """Marks that say she was there, of those that say anything; those without a mark stay out."""
    return Answer([Unit(row[0], row[2], row[4], row[1]) for row in _ask(_MARKS, period) if row[4]])


def commitment_rate(period: Period) -> Answer:
    """Marks that say she was there or excused, of those that say anything."""
    return Answer([Unit(row[0], row[3], row[4], row[1]) for row in _ask(_MARKS, period) if row[4]])


def coverage(period: Period) -> Answer:
    """Of the sessions that were hers, those with a mark."""
    return Answer([Unit(row[0], row[4], row[5], row[1]) for row in _ask(_MARKS, period)])


def dialogue_minutes(period: Period) -> Answer:
    """Minutes of dialogue that women were in: planned - late - left early, never below 0.

    Beside all the minutes that were planned: how long a dialogue is knows everybody, so that the
    minutes of a class tell how many of them missed it.
    """
    return Answer([Unit(row[0], row[2], row[3], row[1]) for row in _ask(_MINUTES, period)])


def _ask(sql: str, period: Period) -> list[tuple[Any, ...]]:
    return rows_of(
        sql,
        {"places": list(period.project_sites), "first": period.first, "last": period.last},
    )
