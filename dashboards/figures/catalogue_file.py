"""What the courses delivered as a file: the numbers of the catalogue's page, a line for each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.exports import Column, Sheet
from core.exports.hxl import hxl
from dashboards.figures.told import TOLD_COLUMNS, Told, count_told, numbers_sheet, share_told
from dashboards.queries.project import versions_published
from dashboards.services.catalogue_numbers import VersionLine, catalogue_numbers

if TYPE_CHECKING:
    from core.scope import Scoped
    from trainings.models import CourseVersion


class Line(NamedTuple):
    """One number of one version."""

    what: str
    version: CourseVersion
    told: Told

    @property
    def course(self) -> str:
        """The course in the language of the file."""
        return str(self.version.course)

    @property
    def state(self) -> str:
        """Whether the version is still used."""
        return str(self.version.get_state_display())


COLUMNS: Sequence[Column[Line]] = (
    Column(gettext_lazy("What"), attrgetter("what"), hxl("indicator name/code/value"), 32),
    Column(gettext_lazy("Course"), attrgetter("course"), hxl("project / activity", 1), 32),
    Column(gettext_lazy("Version"), attrgetter("version.number")),
    Column(gettext_lazy("State"), attrgetter("state"), hxl("status of activity"), 20),
    *TOLD_COLUMNS,
)


def catalogue_sheet(user: Scoped, places: Collection[int]) -> Sheet:
    """Every number of the page; what is hidden there is hidden here."""

    @cache
    def lines() -> list[Line]:
        told = catalogue_numbers(user, places, versions_published())
        return [line for version in told for line in _of_version(version)]

    notes = [_("Small groups are hidden here, and whatever would give them away.")]
    return numbers_sheet(_("What the courses delivered"), notes, COLUMNS, lines)


def _of_version(line: VersionLine) -> Iterator[Line]:
    yield Line(_("with a place"), line.version, count_told(line.enrolled))
    yield Line(_("completed a course"), line.version, count_told(line.completed))
    yield Line(_("attendance"), line.version, share_told(line.rate))
    yield Line(_("Cohorts"), line.version, count_told(line.cohorts))
    yield Line(_("Sessions held"), line.version, count_told(line.sessions))
