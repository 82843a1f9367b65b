"""Women in the classes of a project, each once; and the state of places they were counted in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from dashboards.queries.pieces import HAS_A_PLACE, Planned, array, rows_of
from dashboards.queries.project import Quarter

SIDES = ("idp", "host", "rest")
"""Displaced, host, and everybody else: smaller statuses are put together before anything hides."""


class Steps(NamedTuple):
    """Women with a place, those of them who completed, those of these who went on."""

    enrolled: int = 0
    completed: int = 0
    went_on: int = 0


class Women(NamedTuple):
    """Women of some places: by side, each once, and by place."""

    sides: dict[str, Steps]
    places: dict[int, Steps]


# A status for each woman in one go: asked woman by woman it takes ten times as long.
_WOMEN = f"""
WITH places AS MATERIALIZED (
    SELECT p.canonical_id AS person, e.project_site_id AS place, v.course_id,
        greatest(e.from_on, %(first)s::date) AS day,
        CASE WHEN e.state = 'completed' THEN coalesce(e.to_on - 1, c.ends_on) END AS done_on
    FROM trainings_enrolment e
    JOIN trainings_cohort c ON c.id = e.cohort_id
    JOIN trainings_courseversion v ON v.id = c.version_id
    JOIN participants_participant p ON p.id = e.participant_id
    WHERE e.project_site_id = ANY(%(places)s) AND {HAS_A_PLACE}
        AND e.from_on <= %(last)s AND (e.to_on IS NULL OR e.to_on > %(first)s)
), women AS (
    SELECT person, min(day) AS day FROM places GROUP BY person
), told AS (
    SELECT DISTINCT ON (w.person) w.person,
        CASE WHEN d.status IN ('idp', 'host') THEN d.status ELSE 'rest' END AS side
    FROM women w
    JOIN participants_participant r ON r.canonical_id = w.person
    JOIN participants_displacementepisode d ON d.participant_id = r.id
        AND d.from_on <= w.day AND (d.to_on IS NULL OR d.to_on > w.day)
    ORDER BY w.person, d.status IN ('unknown', 'refused'), d.participant_id <> r.canonical_id,
        d.from_on
), done AS (
    SELECT one.person, one.place, bool_or(EXISTS (
        SELECT FROM trainings_enrolment next
        JOIN trainings_cohort nc ON nc.id = next.cohort_id
        JOIN trainings_courseversion nv ON nv.id = nc.version_id
        JOIN participants_participant np ON np.id = next.participant_id
        WHERE np.canonical_id = one.person AND nv.course_id <> one.course_id
            AND next.kind = 'member'
            AND next.state NOT IN ('applied', 'waitlisted', 'merged')
            AND next.from_on >= one.done_on AND next.from_on <= %(last)s
            AND next.project_site_id = ANY(%(places)s)
    )) AS went_on
    FROM places one
    WHERE one.done_on BETWEEN %(first)s AND %(last)s
    GROUP BY one.person, one.place
), hers AS (
    SELECT one.person, one.place, coalesce(told.side, 'rest') AS side,
        done.person IS NOT NULL AS completed, coalesce(done.went_on, false) AS went_on
    FROM (SELECT DISTINCT person, place FROM places) one
    LEFT JOIN told ON told.person = one.person
    LEFT JOIN done ON done.person = one.person AND done.place = one.place
)
SELECT side, place, count(DISTINCT person), count(DISTINCT person) FILTER (WHERE completed),
    count(DISTINCT person) FILTER (WHERE went_on)
FROM hers GROUP BY GROUPING SETS ((side), (place))
"""


def women_of(places: Collection[int], quarter: Quarter) -> Women:
    """Women with a place in a quarter, with their status on their first day in it."""
    values = {"places": list(places), "first": quarter.first, "last": quarter.last}
    told = Women({}, {})
    for side, place, *steps in rows_of(_WOMEN, values):
        if place is None:
            told.sides[side] = Steps(*steps)
        else:
            told.places[place] = Steps(*steps)
    return told


_IN_COHORTS = f"""
SELECT c.id, count(DISTINCT p.canonical_id), count(DISTINCT p.canonical_id) FILTER (
    WHERE e.state = 'completed' AND coalesce(e.to_on - 1, c.ends_on) BETWEEN %(first)s AND %(last)s
)
FROM trainings_cohort c
JOIN trainings_enrolment e ON e.cohort_id = c.id AND {HAS_A_PLACE}
    AND e.from_on <= %(last)s AND (e.to_on IS NULL OR e.to_on > %(first)s)
JOIN participants_participant p ON p.id = e.participant_id
WHERE c.project_site_id = %(site)s
GROUP BY c.id
ORDER BY c.id
"""


def women_in_cohorts(site: int, quarter: Quarter) -> dict[UUID, Steps]:
    """The same by cohort of a place."""
    values = {"site": site, "first": quarter.first, "last": quarter.last}
    return {cohort: Steps(*steps) for cohort, *steps in rows_of(_IN_COHORTS, values)}


_STATE = """
SELECT count(*), min(id), max(id) FROM dashboards_placechange
WHERE project_site_id = ANY(%(places)s::int[])
"""


def state_asked(places: Collection[int]) -> Planned[str]:
    """What stays the same as long as nothing changes at some places but marks.

    Read before counting. Rows are only added, and go when they are old (`services.remembering`):
    the first or the last of them, or their number, tells of either.
    """
    return Planned(_STATE, {"places": array(places)}, _state)


def _state(rows: list[tuple[Any, ...]]) -> str:
    ((number, first, last),) = rows
    return f"{number}:{first}:{last}"
