"""What the page of a project counts, from the counts that are kept beside the marks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from dashboards.indicators.counts import Cell
from dashboards.queries.pieces import HAS_A_PLACE, rows_of, status_on
from programmes.models import Project, ProjectSite

if TYPE_CHECKING:
    from core.scope import Scope

SIDES = ("idp", "host", "rest")
"""Displaced, host, and everybody else: smaller statuses are put together before anything hides."""

SIDE_OF = {"idp": "idp", "host": "host"}


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a year: the periods of this page do not overlap, so none tells of another."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter that a day lies in."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.after.first - timedelta(days=1)

    @property
    def after(self) -> Quarter:
        """The next one."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def code(self) -> str:
        """As in an address: 2026-4."""
        return f"{self.year}-{self.number}"


def quarters_of(project: Project, today: date) -> list[Quarter]:
    """The quarters of a project up to today, the latest first."""
    one, found = Quarter.of(project.starts_on), []
    while one.first <= min(today, project.ends_on):
        found.append(one)
        one = one.after
    return found[::-1]


def projects_within(places: Collection[int]) -> list[Project]:
    """The projects of some places, by name."""
    return list(Project.objects.filter(project_sites__in=places).distinct().order_by("name"))


def places_of(project: Project, scope: Scope, permission: str) -> list[ProjectSite]:
    """The places of a project that a permission opens, by the name of the site."""
    allowed = scope.where(permission)
    places = ProjectSite.objects.filter(project=project, pk__in=allowed).select_related("site")
    return sorted(places, key=lambda place: str(place.site))


class WeekRow(NamedTuple):
    """Marks of women of one side at one place in one week."""

    week: date
    place: int
    side: str
    cell: Cell


# `sessions` with a mark of that status: marked by sessions is the number of women at an average
# session, so at least so many different women stand behind.
_WEEKS = """
SELECT week, project_site_id, CASE WHEN status IN ('idp', 'host') THEN status ELSE 'rest' END,
    sum(there)::int, sum(marked)::int, sum(hers)::int,
    coalesce(max(ceil(marked::numeric / nullif(sessions, 0))), 0)::int
FROM (
    SELECT week, project_site_id, status, sum(there) AS there, sum(marked) AS marked,
        sum(hers) AS hers, sum(sessions) AS sessions
    FROM dashboards_weekcount
    WHERE project_site_id = ANY(%(places)s) AND week BETWEEN %(first)s AND %(last)s
    GROUP BY 1, 2, 3
) one
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3
"""


def marks_by_week(places: Collection[int], quarter: Quarter) -> list[WeekRow]:
    """Marks by week, place and side, of the weeks that begin in a quarter."""
    values = {"places": list(places), "first": quarter.first, "last": quarter.last}
    return [
        WeekRow(week, place, side, Cell(there, marked, behind))
        for week, place, side, there, marked, _hers, behind in rows_of(_WEEKS, values)
    ]


class WomanRow(NamedTuple):
    """A woman at a place in a quarter, with her status on her first day in it."""

    person: UUID
    place: int
    status: str
    completed: bool
    went_on: bool


_WOMEN = f"""
WITH places AS (
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
)
SELECT one.person, one.place, {status_on("women.day", "one.person")},
    bool_or(coalesce(one.done_on BETWEEN %(first)s AND %(last)s, false)),
    bool_or(coalesce(one.done_on BETWEEN %(first)s AND %(last)s, false) AND EXISTS (
        SELECT FROM trainings_enrolment next
        JOIN trainings_cohort nc ON nc.id = next.cohort_id
        JOIN trainings_courseversion nv ON nv.id = nc.version_id
        JOIN participants_participant np ON np.id = next.participant_id
        WHERE np.canonical_id = one.person AND nv.course_id <> one.course_id
            AND next.kind = 'member'
            AND next.state NOT IN ('applied', 'waitlisted', 'merged')
            AND next.from_on >= one.done_on AND next.from_on <= %(last)s
            AND next.project_site_id = ANY(%(places)s)
    ))
FROM places one JOIN women ON women.person = one.person
GROUP BY one.person, one.place, women.day
ORDER BY one.person, one.place
"""


def women_of(places: Collection[int], quarter: Quarter) -> list[WomanRow]:
    """Women with a place in a quarter, once for each of their places."""
    values = {"places": list(places), "first": quarter.first, "last": quarter.last}
    return [WomanRow(*row) for row in rows_of(_WOMEN, values)]


class CohortRow(NamedTuple):
    """A cohort with its women, and the marks of the same weeks."""

    id: UUID
    name: str
    course: UUID
    place: int
    enrolled: int
    completed: int
    marks: Cell


_COHORTS = f"""
SELECT c.id, c.name, v.course_id, c.project_site_id, coalesce(women.enrolled, 0),
    coalesce(women.completed, 0), coalesce(marks.there, 0), coalesce(marks.marked, 0),
    coalesce(marks.behind, 0)
FROM trainings_cohort c
JOIN trainings_courseversion v ON v.id = c.version_id
LEFT JOIN LATERAL (
    SELECT count(DISTINCT p.canonical_id) AS enrolled,
        count(DISTINCT p.canonical_id) FILTER (
            WHERE e.state = 'completed'
                AND coalesce(e.to_on - 1, c.ends_on) BETWEEN %(first)s AND %(last)s
        ) AS completed
    FROM trainings_enrolment e JOIN participants_participant p ON p.id = e.participant_id
    WHERE e.cohort_id = c.id AND {HAS_A_PLACE}
        AND e.from_on <= %(last)s AND (e.to_on IS NULL OR e.to_on > %(first)s)
) women ON true
LEFT JOIN LATERAL (
    SELECT sum(one.there)::int AS there, sum(one.marked)::int AS marked,
        ceil(sum(one.marked)::numeric / nullif(count(*) FILTER (WHERE one.marked > 0), 0))::int
            AS behind
    FROM (
        SELECT sum(r.there) AS there, sum(r.marked) AS marked
        FROM dashboards_sessioncount r
        WHERE r.cohort_id = c.id
            AND r.on_day - extract(dow FROM r.on_day)::int BETWEEN %(first)s AND %(last)s
        GROUP BY r.session_id
    ) one
) marks ON true
WHERE c.project_site_id = ANY(%(places)s) AND (
    c.starts_on <= %(last)s AND c.ends_on >= %(first)s OR marks.marked > 0
)
ORDER BY c.starts_on, c.name, c.id
"""


def cohorts_side_by_side(places: Collection[int], quarter: Quarter) -> list[CohortRow]:
    """The cohorts that ran in a quarter, the oldest first."""
    values = {"places": list(places), "first": quarter.first, "last": quarter.last}
    return [
        CohortRow(one, name, course, place, enrolled, completed, Cell(*marks))
        for one, name, course, place, enrolled, completed, *marks in rows_of(_COHORTS, values)
    ]


class VersionRow(NamedTuple):
    """What a version of a course has delivered."""

    version: UUID
    cohorts: int
    sessions: int
    enrolled: int
    completed: int
    marks: Cell


_VERSIONS = f"""
SELECT v.id,
    (SELECT count(*) FROM trainings_cohort c
     WHERE c.version_id = v.id AND c.project_site_id = ANY(%(places)s)),
    (SELECT count(*) FROM trainings_session s JOIN trainings_cohort c ON c.id = s.cohort_id
     WHERE c.version_id = v.id AND c.project_site_id = ANY(%(places)s)
        AND s.parent_id IS NULL AND s.state = 'held'),
    coalesce(women.enrolled, 0), coalesce(women.completed, 0),
    coalesce(marks.there, 0), coalesce(marks.marked, 0), coalesce(marks.behind, 0)
FROM trainings_courseversion v
LEFT JOIN LATERAL (
    SELECT count(DISTINCT p.canonical_id) AS enrolled,
        count(DISTINCT p.canonical_id) FILTER (WHERE e.state = 'completed') AS completed
    FROM trainings_cohort c
    JOIN trainings_enrolment e ON e.cohort_id = c.id AND {HAS_A_PLACE}
    JOIN participants_participant p ON p.id = e.participant_id
    WHERE c.version_id = v.id AND c.project_site_id = ANY(%(places)s)
) women ON true
LEFT JOIN LATERAL (
    SELECT sum(w.there)::int AS there, sum(w.marked)::int AS marked,
        max(ceil(w.marked::numeric / nullif(w.sessions, 0)))::int AS behind
    FROM dashboards_weekcount w
    WHERE w.version_id = v.id AND w.project_site_id = ANY(%(places)s)
) marks ON true
WHERE v.id = ANY(%(versions)s)
ORDER BY v.course_id, v.number
"""


def delivered(places: Collection[int], versions: Sequence[UUID]) -> list[VersionRow]:
    """What each of some versions has delivered at some places."""
    values = {"places": list(places), "versions": list(versions)}
    return [
        VersionRow(version, cohorts, sessions, enrolled, completed, Cell(*marks))
        for version, cohorts, sessions, enrolled, completed, *marks in rows_of(_VERSIONS, values)
    ]
