"""How many absences were asked about, and by whose side: counts, and never who called whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.prepared import prepared_cursor

IN_TIME = 2
"""A call counts within this many working days after the absence."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Spells of absence, and those that a call followed in time.

    `spells` leaves out what turned out to be no absence, and what is not due yet; `women` are the
    distinct women behind it. `by_peers` counts friends who called of their own accord too;
    `across` those peers whose side, displaced or host on that day, was another than hers.
    """

    spells: int
    women: int
    called: int
    by_peers: int
    across: int


# A working day is neither a weekend (Friday, Saturday) nor a holiday of the governorate.
LAST_DAY_IN_TIME = """CROSS JOIN LATERAL (
    SELECT day::date AS last_day
    FROM generate_series(missed.on_day + 1, missed.on_day + 60, interval '1 day') day
    WHERE extract(dow FROM day) NOT IN (5, 6) AND NOT EXISTS (
        SELECT FROM programmes_holiday h WHERE h.on_day = day::date
            AND (h.governorate_id IS NULL OR h.governorate_id = left(site.area_id, 5))
    )
    ORDER BY day OFFSET %(in_time)s - 1 LIMIT 1
) in_time"""
"""Until when a call about the session `missed` at `site` is in time; asks for `in_time` days."""

_ASKED = f"""
WITH side AS (
    SELECT participant_id, from_on, to_on, status = 'host' AS is_host
    FROM participants_displacementepisode WHERE status IN ('host', 'idp', 'refugee')
)
SELECT count(*), count(DISTINCT her.participant_id), count(*) FILTER (WHERE called),
       count(*) FILTER (WHERE by_peer), count(*) FILTER (WHERE across)
FROM trainings_followup f
JOIN trainings_session missed ON missed.id = f.first_session_id
JOIN trainings_enrolment her ON her.id = f.enrolment_id
JOIN programmes_projectsite ps ON ps.id = f.project_site_id
JOIN programmes_site site ON site.id = ps.site_id
{LAST_DAY_IN_TIME}
CROSS JOIN LATERAL (
    SELECT count(*) > 0 AS called,
           coalesce(bool_or(c.caller IN ('peer', 'friends')), false) AS by_peer,
           coalesce(bool_or(EXISTS (
               SELECT FROM side hers JOIN side theirs ON theirs.is_host <> hers.is_host
               WHERE hers.participant_id = her.participant_id
                   AND theirs.participant_id = peer.participant_id
                   AND missed.on_day >= hers.from_on
                   AND (hers.to_on IS NULL OR missed.on_day < hers.to_on)
                   AND missed.on_day >= theirs.from_on
                   AND (theirs.to_on IS NULL OR missed.on_day < theirs.to_on)
           )), false) AS across
    FROM trainings_call c LEFT JOIN trainings_enrolment peer ON peer.id = c.peer_id
    WHERE c.follow_up_id = f.id AND c.made_on <= in_time.last_day
) calls
WHERE f.cohort_id = ANY(%(cohorts)s) AND f.result <> 'corrected'
    AND missed.on_day BETWEEN %(first)s AND %(last)s AND missed.on_day < %(today)s
"""  # noqa: S608 -- put together from constants


def asked_about(cohorts: list[UUID], *, first: date, last: date, today: date) -> Asked:
    """Count the absences of some cohorts that began from a day to another, both included."""
    with prepared_cursor() as cursor:
        cursor.execute(
            _ASKED,
            {"cohorts": cohorts, "first": first, "last": last, "today": today, "in_time": IN_TIME},
        )
        return Asked(*cursor.fetchone())
