"""The playroom in numbers: one record for each child, mother or session, for whoever adds them up.

Exact, so only for what applies disclosure control afterwards.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from childcare.models.child import age_on
from childcare.queries.board import bands_of
from childcare.shortfall import Presence, was_above_ratio
from programmes.models import ProjectSite

AGES = ("0-1", "2", "3-5", "6+")
"""Ages in years, as the shipped bands of the ratio."""


class ChildInNumbers(NamedTuple):
    """A child of the period: `age` on the first day it came, one of `AGES`; `sex` f, m or u.

    A stay of which nobody knows when it ended that day adds no minutes.
    """

    child: UUID
    age: str
    sex: str
    stays: int
    minutes: int


class MotherInNumbers(NamedTuple):
    """A woman with a place and a child on record; how often she was there, of marked sessions."""

    person: UUID
    uses_playroom: bool
    there: int
    marked: int


class SessionInNumbers(NamedTuple):
    """A main session with children inside at some time of it, and who they were."""

    session: UUID
    was_above_ratio: bool
    children: frozenset[UUID]


_CHILDREN = """
SELECT c.id, c.born_on, c.sex, min(s.on_day), count(*), coalesce(sum(
    floor(extract(epoch FROM s.out_at - s.in_at) / 60)
) FILTER (WHERE (s.out_at AT TIME ZONE site.time_zone)::date = s.on_day), 0)::bigint
FROM childcare_stay s
JOIN childcare_child c ON c.id = s.child_id
JOIN programmes_projectsite place ON place.id = s.project_site_id
JOIN programmes_site site ON site.id = place.site_id
WHERE s.project_site_id = ANY(%(places)s) AND s.on_day BETWEEN %(first)s AND %(last)s
    AND s.cancelled_at IS NULL
GROUP BY c.id, c.born_on, c.sex
ORDER BY c.id
"""

# Whoever used it at all is compared with whoever did not: a day on which her child came is a day
# on which she came, so days would say nothing.
_MOTHERS = """
WITH users AS (
    SELECT DISTINCT who.canonical_id AS person
    FROM childcare_stay s
    JOIN trainings_enrolment own ON own.id = s.enrolment_id
    JOIN participants_participant who ON who.id = own.participant_id
    WHERE s.project_site_id = ANY(%(places)s) AND s.on_day BETWEEN %(first)s AND %(last)s
        AND s.cancelled_at IS NULL
), mothers AS (
    SELECT DISTINCT p.canonical_id AS person
    FROM childcare_guardianship g
    JOIN participants_participant p ON p.id = g.participant_id
)
SELECT mothers.person, users.person IS NOT NULL,
    count(*) FILTER (WHERE a.mark IN ('present', 'late')), count(a.mark)
FROM trainings_enrolment e
JOIN participants_participant p ON p.id = e.participant_id
JOIN mothers ON mothers.person = p.canonical_id
LEFT JOIN users ON users.person = mothers.person
LEFT JOIN trainings_session s ON s.cohort_id = e.cohort_id AND s.parent_id IS NULL
    AND s.state = 'held' AND s.on_day BETWEEN %(first)s AND %(last)s
    AND e.from_on <= s.on_day AND (e.to_on IS NULL OR e.to_on > s.on_day)
LEFT JOIN trainings_attendance a ON a.session_id = s.id AND a.enrolment_id = e.id
WHERE e.project_site_id = ANY(%(places)s) AND e.kind = 'member'
    AND e.state NOT IN ('applied', 'waitlisted', 'merged')
    AND e.from_on <= %(last)s AND (e.to_on IS NULL OR e.to_on > %(first)s)
GROUP BY 1, 2
ORDER BY 1
"""

_SESSIONS = """
SELECT s.id, s.project_site_id, s.starts_at, s.ends_at, s.on_day
FROM trainings_session s
WHERE s.project_site_id = ANY(%(places)s) AND s.on_day BETWEEN %(first)s AND %(last)s
    AND s.parent_id IS NULL AND s.state = 'held'
ORDER BY s.starts_at, s.id
"""

_STAYS = """
SELECT s.project_site_id, s.on_day, s.in_at, s.out_at, c.born_on, c.id
FROM childcare_stay s JOIN childcare_child c ON c.id = s.child_id
WHERE s.project_site_id = ANY(%(places)s) AND s.on_day BETWEEN %(first)s AND %(last)s
    AND s.cancelled_at IS NULL
"""

_SHIFTS = """
SELECT project_site_id, in_at, out_at FROM childcare_shift
WHERE project_site_id = ANY(%(places)s)
    AND in_at < %(last)s::date + 2 AND coalesce(out_at, 'infinity') > %(first)s::date - 1
"""


def children_in_numbers(places: Collection[int], first: date, last: date) -> list[ChildInNumbers]:
    """Every child that came in a period, both days included."""
    return [
        ChildInNumbers(child, age_band(age_on(born_on, day)), sex, stays, minutes)
        for child, born_on, sex, day, stays, minutes in _ask(_CHILDREN, places, first, last)
    ]


def mothers_in_numbers(places: Collection[int], first: date, last: date) -> list[MotherInNumbers]:
    """Every woman with a place in a period who is on record as responsible for a child."""
    return [MotherInNumbers(*row) for row in _ask(_MOTHERS, places, first, last)]


def sessions_in_numbers(places: Collection[int], first: date, last: date) -> list[SessionInNumbers]:
    """Every main session held in a period with children inside, by the bands that hold today."""
    known = ProjectSite.objects.filter(pk__in=places)
    bands = bands_of(known)
    children: dict[tuple[int, date], list[tuple[Presence, UUID]]] = {}
    for place, day, came, left, born_on, child in _ask(_STAYS, places, first, last):
        presence = Presence(came, left, age_on(born_on, day))
        children.setdefault((place, day), []).append((presence, child))
    adults: dict[int, list[Presence]] = {}
    for place, came, left in _ask(_SHIFTS, places, first, last):
        adults.setdefault(place, []).append(Presence(came, left))
    told = []
    for session, place, begins, ends, day in _ask(_SESSIONS, places, first, last):
        here = [
            (presence, child)
            for presence, child in children.get((place, day), [])
            if _overlaps(presence, begins, ends)
        ]
        if here:
            there = [one for one in adults.get(place, []) if _overlaps(one, begins, ends)]
            above = was_above_ratio(begins, ends, [one for one, _ in here], there, bands[place])
            told.append(SessionInNumbers(session, above, frozenset(child for _, child in here)))
    return told


def age_band(years: int) -> str:
    """Which of `AGES` an age belongs to."""
    return AGES[0] if years < 2 else AGES[1] if years == 2 else AGES[2] if years < 6 else AGES[3]


def _overlaps(one: Presence, begins: datetime, ends: datetime) -> bool:
    return one.since < ends and (one.until is None or one.until > begins)


def _ask(sql: str, places: Collection[int], first: date, last: date) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"places": list(places), "first": first, "last": last})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
