"""Absences that were asked about in time: spells by woman."""

from __future__ import annotations

from django.utils import timezone

from dashboards.indicators.units import Answer, Period, Unit
from dashboards.queries.pieces import rows_of, status_on
from trainings.queries.calls import IN_TIME, LAST_DAY_IN_TIME

_SPELLS = f"""
SELECT p.canonical_id, told.status, count(*) FILTER (WHERE EXISTS (
        SELECT FROM trainings_call c
        WHERE c.follow_up_id = f.id AND c.made_on <= in_time.last_day
    )), count(*)
FROM trainings_followup f
JOIN trainings_session missed ON missed.id = f.first_session_id
JOIN trainings_enrolment e ON e.id = f.enrolment_id
JOIN participants_participant p ON p.id = e.participant_id
JOIN programmes_projectsite ps ON ps.id = f.project_site_id
JOIN programmes_site site ON site.id = ps.site_id
{LAST_DAY_IN_TIME}
CROSS JOIN LATERAL (SELECT {status_on("missed.on_day")} AS status) told
WHERE f.project_site_id = ANY(%(places)s) AND f.result <> 'corrected'
    AND missed.on_day BETWEEN %(first)s AND %(last)s AND missed.on_day < %(today)s
GROUP BY 1, 2 ORDER BY 1, 2
"""


def asked_about_in_time(period: Period) -> Answer:
    """Of the absences that began in the period, those that a call followed within two days."""
    values = {
        "places": list(period.project_sites),
        "first": period.first,
        "last": period.last,
        "today": timezone.localdate(),
        "in_time": IN_TIME,
    }
    return Answer(
        [
            Unit(person, called, all_, status)
            for person, status, called, all_ in rows_of(_SPELLS, values)
        ]
    )
