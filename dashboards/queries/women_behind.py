"""Who stands behind marks, woman by woman, where the counts do not say that there are enough."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from dashboards.queries.pieces import HAS_A_PLACE, THERE_ON, rows_of, status_on
from dashboards.queries.project import Quarter
from dashboards.queries.weeks import PART_OF_WEEK


@dataclass(frozen=True, slots=True)
class Asked:
    """What the counts leave open: weeks with sides of one place, cohorts, places, versions."""

    weeks: Collection[tuple[date, str]] = ()
    cohorts: Collection[UUID] = ()
    places: Collection[int] = ()
    versions: Collection[UUID] = ()

    def __bool__(self) -> bool:
        return any((self.weeks, self.cohorts, self.places, self.versions))


@dataclass(frozen=True, slots=True)
class Women:
    """Who was there and who was away."""

    came: set[UUID] = field(default_factory=set)
    away: set[UUID] = field(default_factory=set)


Key = tuple[date, str] | UUID | int
Behind = Mapping[Key, Women]

_SIDE = "CASE WHEN {status} IN ('idp', 'host') THEN {status} ELSE 'rest' END"
_WEEK = PART_OF_WEEK.format(day="c.on_day")

# The counts say which sessions have women of a status, so that no others are read.
_WOMEN = f"""
SELECT c.project_site_id, {_WEEK}, {_SIDE.format(status="c.status")}, c.cohort_id, c.version_id,
    p.canonical_id, bool_or(a.mark IN ('present', 'late')),
    bool_or(a.mark NOT IN ('present', 'late'))
FROM dashboards_sessioncount c
JOIN trainings_attendance a ON a.session_id = c.session_id AND a.mark IS NOT NULL
JOIN trainings_enrolment e ON e.id = a.enrolment_id AND {HAS_A_PLACE}
    AND {THERE_ON.format(day="c.on_day")}
JOIN participants_participant p ON p.id = e.participant_id
WHERE c.project_site_id = ANY(%(within)s) AND c.on_day BETWEEN %(first)s AND %(last)s
    AND c.marked > 0 AND (
        c.project_site_id = ANY(%(places)s) OR c.version_id = ANY(%(versions)s)
        OR c.cohort_id = ANY(%(cohorts)s)
        OR c.project_site_id = %(site)s
            AND ({_WEEK}, {_SIDE.format(status="c.status")}) IN (
                SELECT * FROM unnest(%(weeks)s::date[], %(sides)s::text[])
            )
    )
    AND c.status = {status_on("c.on_day")}
GROUP BY 1, 2, 3, 4, 5, 6
"""


def women_behind(
    within: Collection[int], asked: Asked, *, site: int = 0, quarter: Quarter | None = None
) -> Behind:
    """The women behind what is asked, by its keys, of a quarter or of all days."""
    weeks = list(asked.weeks)
    values = {
        "within": list(within),
        "site": site,
        "first": quarter.first if quarter else date.min,
        "last": quarter.last if quarter else date.max,
        "places": list(asked.places),
        "versions": list(asked.versions),
        "cohorts": list(asked.cohorts),
        "weeks": [week for week, _side in weeks],
        "sides": [side for _week, side in weeks],
    }
    wanted: set[Key] = {*weeks, *asked.cohorts, *asked.places, *asked.versions}
    found: dict[Key, Women] = {}
    for place, week, side, cohort, version, woman, came, away in rows_of(_WOMEN, values):
        keys: Iterable[Key] = (place, cohort, version)
        if place == site:
            keys = (*keys, (week, side))
        for key in wanted.intersection(keys):
            women = found.setdefault(key, Women())
            if came:
                women.came.add(woman)
            if away:
                women.away.add(woman)
    return found
