"""Sessions and cohorts: things, with the women who stand behind them."""

from __future__ import annotations

from dashboards.indicators.units import Answer, Period, Unit
from dashboards.queries.pieces import HAS_A_PLACE, THERE_ON, rows_of, status_on
from dashboards.queries.women import women_enrolled

_SESSIONS = """
SELECT count(*) FILTER (WHERE s.state = 'held'), count(*) FILTER (WHERE s.makeup_of_id IS NULL),
    coalesce(array_agg(s.id ORDER BY s.id), '{}')
FROM trainings_session s
WHERE s.project_site_id = ANY(%(places)s) AND s.on_day BETWEEN %(first)s AND %(last)s
    AND s.parent_id IS NULL
"""

_COHORTS = f"""
SELECT c.id, v.balance_percent, count(*), count(*) FILTER (WHERE told.status = 'idp'),
    count(*) FILTER (WHERE told.status = 'host')
FROM trainings_cohort c
JOIN trainings_courseversion v ON v.id = c.version_id
JOIN trainings_enrolment e ON e.cohort_id = c.id
JOIN participants_participant p ON p.id = e.participant_id
CROSS JOIN LATERAL (SELECT least(greatest(%(last)s::date, c.starts_on), c.ends_on) AS day) on_day
CROSS JOIN LATERAL (SELECT {status_on("on_day.day")} AS status) told
WHERE c.project_site_id = ANY(%(places)s) AND c.starts_on <= %(last)s AND c.ends_on >= %(first)s
    AND {HAS_A_PLACE} AND {THERE_ON.format(day="on_day.day")}
GROUP BY c.id, v.balance_percent
ORDER BY c.id
"""


def sessions_held(period: Period) -> Answer:
    """Main sessions that were held, make-ups too, of those that were planned.

    More can be held than were planned when what fell out before is made up for.
    """
    ((held, planned, ids),) = rows_of(_SESSIONS, _values(period))
    return Answer([Unit(None, min(held, planned), planned)], _women(period), ids)


def cohorts_within_balance(period: Period) -> Answer:
    """Cohorts in which displaced and host women each have the share that the course wants."""
    units, cohorts = [], []
    for cohort, percent, women, displaced, host in rows_of(_COHORTS, _values(period)):
        smaller = min(displaced, host)
        units.append(Unit(None, int(bool(smaller) and 100 * smaller >= percent * women), 1))
        cohorts.append(cohort)
    return Answer(units, _women(period), cohorts)


def _women(period: Period) -> int:
    return len(women_enrolled(period).units)


def _values(period: Period) -> dict[str, object]:
    return {"places": list(period.project_sites), "first": period.first, "last": period.last}
