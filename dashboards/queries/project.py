"""Projects, their places and quarters, and what the versions of courses have delivered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from dashboards.queries.pieces import HAS_A_PLACE, rows_of, rows_of_planned
from dashboards.queries.seen import Seen
from programmes.models import Project, ProjectSite, Site
from trainings.models import CourseVersion

if TYPE_CHECKING:
    from core.scope import Scope


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


_OF_SITE = [field.attname for field in Site._meta.concrete_fields]
_OF_PROJECT = [field.attname for field in Project._meta.concrete_fields]
_WITH_PROJECT = f"""
SELECT here.id, {", ".join(f"s.{name}" for name in _OF_SITE)},
    {", ".join(f"p.{name}" for name in _OF_PROJECT)}
FROM programmes_projectsite here
JOIN programmes_site s ON s.id = here.site_id
JOIN programmes_project p ON p.id = here.project_id
WHERE here.project_id = %(project)s AND here.id = ANY(%(places)s::int[])
"""


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


def places_with_project(project: UUID, places: Collection[int]) -> list[ProjectSite]:
    """Those of some places that are a project's, by the name of the site, with both.

    Every page of numbers begins here, and Django takes longer to build this than to ask it.
    """
    values = {"project": project, "places": sorted(places)}
    its: Project | None = None
    found = []
    for row in rows_of_planned(_WITH_PROJECT, values):
        its = its or Project.from_db(DEFAULT_DB_ALIAS, _OF_PROJECT, row[-len(_OF_PROJECT) :])
        site = Site.from_db(DEFAULT_DB_ALIAS, _OF_SITE, row[1 : 1 + len(_OF_SITE)])
        found.append(ProjectSite(id=row[0], project=its, site=site))
    return sorted(found, key=lambda place: str(place.site))


class VersionRow(NamedTuple):
    """What a version of a course has delivered."""

    version: UUID
    cohorts: int
    sessions: int
    enrolled: int
    completed: int
    marks: Seen


_VERSIONS = f"""
SELECT v.id,
    (SELECT count(*) FROM trainings_cohort c
     WHERE c.version_id = v.id AND c.project_site_id = ANY(%(places)s)),
    (SELECT count(*) FROM trainings_session s JOIN trainings_cohort c ON c.id = s.cohort_id
     WHERE c.version_id = v.id AND c.project_site_id = ANY(%(places)s)
        AND s.parent_id IS NULL AND s.state = 'held'),
    coalesce(women.enrolled, 0), coalesce(women.completed, 0),
    coalesce(marks.there, 0), coalesce(marks.marked, 0), coalesce(marks.behind, 0),
    coalesce(marks.came, 0), coalesce(marks.away, 0)
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
        max(ceil(w.marked::numeric / nullif(w.sessions, 0)))::int AS behind,
        max(ceil(w.there::numeric / nullif(w.sessions, 0)))::int AS came, sum(w.away) AS away
    FROM dashboards_weekcount w
    WHERE w.version_id = v.id AND w.project_site_id = ANY(%(places)s)
) marks ON true
WHERE v.id = ANY(%(versions)s)
ORDER BY v.course_id, v.number
"""


def versions_published() -> list[CourseVersion]:
    """The versions that ever were in use, course after course."""
    versions = CourseVersion.objects.exclude(state=CourseVersion.State.DRAFT)
    return list(versions.select_related("course").order_by("course__code", "number"))


def delivered(places: Collection[int], versions: Sequence[UUID]) -> list[VersionRow]:
    """What each of some versions has delivered at some places."""
    values = {"places": list(places), "versions": list(versions)}
    return [
        VersionRow(version, cohorts, sessions, enrolled, completed, Seen(*marks))
        for version, cohorts, sessions, enrolled, completed, *marks in rows_of(_VERSIONS, values)
    ]
