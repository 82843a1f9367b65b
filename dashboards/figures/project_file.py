"""The tables of a project's page as one file, from numbers that were protected before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.dates import day_text
from core.exports import Column, Sheet
from core.exports.hxl import hxl
from dashboards.figures.project import SIDE_WORDS
from dashboards.figures.told import TOLD_COLUMNS, Told, count_told, numbers_sheet, share_told
from dashboards.queries.project import Quarter
from dashboards.queries.project_women import SIDES
from dashboards.services.project_numbers import ProjectNumbers, SiteNumbers, project_numbers
from outreach.models.words import ResultWord

if TYPE_CHECKING:
    from accounts.models import User
    from programmes.models import ProjectSite


class Line(NamedTuple):
    """One number: what is counted, where, of which week or cohort, of which women."""

    what: str
    told: Told
    site: str = ""
    week: date | None = None
    cohort: str = ""
    women: str = ""


COLUMNS: Sequence[Column[Line]] = (
    Column(gettext_lazy("What"), attrgetter("what"), hxl("indicator name/code/value"), 32),
    Column(gettext_lazy("Site"), attrgetter("site"), hxl("site (training centre)"), 24),
    Column(gettext_lazy("Week from"), attrgetter("week"), hxl("date")),
    Column(gettext_lazy("Cohort"), attrgetter("cohort"), "", 24),
    Column(gettext_lazy("Women"), attrgetter("women"), hxl("beneficiary type (text)"), 28),
    *TOLD_COLUMNS,
)


def project_sheet(user: User, places: Sequence[ProjectSite], quarter: Quarter) -> Sheet:
    """Every number of the page, site after site; what is hidden there is hidden here."""

    @cache
    def lines() -> list[Line]:
        told = [project_numbers(user, places, quarter, place) for place in places]
        return [*_of_project(told[0]), *(line for one in told for line in _of_site(one.site))]

    notes = [
        _("Small groups are hidden here, and whatever would give them away."),
        _("Quarter: %(first)s – %(last)s")
        % {
            "first": day_text(quarter.first, weekday=False),
            "last": day_text(quarter.last, weekday=False),
        },
    ]
    return numbers_sheet(_("numbers"), notes, COLUMNS, lines, about=str(places[0].project.name))


def _of_project(numbers: ProjectNumbers) -> Iterator[Line]:
    steps = (_("with a place"), _("completed a course"), _("went on to another"))
    for side in (*SIDES, ""):
        for what, told in zip(steps, numbers.women[side], strict=True):
            yield Line(what, count_told(told), women=str(SIDE_WORDS[side]))
    yield Line(_("attendance"), share_told(numbers.total))
    for line in numbers.sites:
        site = str(line.place.site)
        yield Line(_("attendance"), share_told(line.rate), site=site)
        yield Line(_("with a place"), count_told(line.enrolled), site=site)
        yield Line(_("completed a course"), count_told(line.completed), site=site)
    for code, visits in numbers.visits.items():
        what = _("visits: %(kind)s") % {"kind": ResultWord(code).label}
        yield Line(what, count_told(visits["amount"]))


def _of_site(numbers: SiteNumbers) -> Iterator[Line]:
    site = str(numbers.place.site)
    for side in (*SIDES, ""):
        women = str(SIDE_WORDS[side])
        for week, told in zip(numbers.weeks, numbers.rates[side], strict=True):
            yield Line(_("attendance"), share_told(told), site=site, week=week, women=women)
        if side:
            yield Line(_("attendance"), share_told(numbers.by_side[side]), site=site, women=women)
    for line in numbers.cohorts:
        cohort = line.cohort.name
        yield Line(_("with a place"), count_told(line.enrolled), site=site, cohort=cohort)
        yield Line(_("completed a course"), count_told(line.completed), site=site, cohort=cohort)
        yield Line(_("attendance"), share_told(line.rate), site=site, cohort=cohort)
