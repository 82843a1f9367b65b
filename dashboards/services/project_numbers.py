"""The numbers of a project as they may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dashboards.disclosure import Table
from dashboards.disclosure.outside import Group
from dashboards.disclosure.table import ALL, Protected
from dashboards.indicators.counts import Cell, Counts
from dashboards.indicators.registry import Question
from dashboards.indicators.shown import Shown, groups_of, shown_of
from dashboards.indicators.units import Answer, Kind
from dashboards.queries import project as queries
from dashboards.queries.project import SIDE_OF, SIDES, CohortRow, Quarter, WeekRow, WomanRow
from dashboards.services.protecting import protect_for_page
from dashboards.services.statistics import counting_for
from outreach.queries.indicators import Row, visits_by_result

if TYPE_CHECKING:
    from core.scope import Scoped
    from programmes.models import ProjectSite

RATE = Question("rate", "", "", Kind.SHARE, lambda _period: Answer([]), ("status",))
VISITS = Question("visits", "", "", Kind.SUM, lambda _period: Answer([]))
HIDDEN: Shown = {"amount": None, "base": None, "percent": None, "hidden": True}


@dataclass(frozen=True, slots=True)
class CohortLine:
    """A cohort beside the others; None is hidden."""

    cohort: CohortRow
    enrolled: int | None
    completed: int | None
    rate: Shown


@dataclass(frozen=True, slots=True)
class SiteNumbers:
    """One site: attendance by week (rows) and side (columns), and its cohorts."""

    place: ProjectSite
    weeks: list[date]
    rates: dict[str, list[Shown]]
    by_side: dict[str, Shown]
    total: Shown
    cohorts: list[CohortLine]


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site beside the others; None is hidden."""

    place: ProjectSite
    rate: Shown
    enrolled: int | None
    completed: int | None


@dataclass(frozen=True, slots=True)
class ProjectNumbers:
    """What the page of a project shows, and nothing that it hides.

    `site` is the one that is looked at; which one makes no difference to what any of them hides.
    """

    sites: list[SiteLine]
    total: Shown
    site: SiteNumbers
    # By side, and of all under an empty one: enrolled, completed, went on.
    women: dict[str, list[int | None]]
    visits: dict[str, Shown]


def project_numbers(
    user: Scoped, places: Sequence[ProjectSite], quarter: Quarter, site: ProjectSite
) -> ProjectNumbers:
    """Count for somebody at some of her places, and protect; `site` is one of them."""
    ids = [place.pk for place in places]
    with counting_for(user):
        weeks = queries.marks_by_week(ids, quarter)
        cohorts = queries.cohorts_side_by_side([site.pk], quarter)
        women = queries.women_of(ids, quarter)
        visits = visits_by_result(ids, quarter.first, quarter.last)
    all_sites = _sites(places, weeks)
    asked = _of_site(site, weeks, cohorts)
    visit_counts = _visit_counts(visits)
    wanted = {
        "sites": groups_of(RATE, [all_sites]),
        "weeks": groups_of(RATE, [asked.by_week]),
        "cohorts": groups_of(RATE, [asked.by_cohort]),
        "women": [_group("side", SIDES, women_by_side(women))],
        "at sites": [_group("site", list(map(str, ids)), _women_by_site(women, ids))],
        "in cohorts": [_group("cohort", asked.codes, _women_by_cohort(cohorts))],
        "visits": groups_of(VISITS, [visit_counts]),
    }
    told = _protect(wanted)
    (sites,) = shown_of(RATE, [all_sites], told["sites"])
    ((by_side,), (at_sites,)) = told["women"], told["at sites"]
    # Women of all sites and of all sides are nearly one number: neither may tell what one hides.
    hides = _total(by_side[0]) is None or _total(at_sites[0]) is None
    lines = [
        SiteLine(
            place,
            sites["cells"][at][0],
            None if hides else at_sites[0].value((at, 0)),
            None if hides else at_sites[1].value((at, 0)),
        )
        for at, place in enumerate(places)
    ]
    (visit_table,) = shown_of(VISITS, [visit_counts], told["visits"])
    return ProjectNumbers(
        sites=lines,
        total=sites["total"],
        site=asked.told(told, lines[ids.index(site.pk)]),
        women={
            side: [None if hides else table.value((row, 0)) for table in by_side]
            for side, row in [*zip(SIDES, range(len(SIDES)), strict=True), ("", ALL)]
        },
        visits=dict(zip(visit_table["rows"], visit_table["row_totals"], strict=True)),
    )


def _protect(wanted: dict[str, list[Group]]) -> dict[str, list[list[Protected]]]:
    """Protect all groups at once, and answer them under their names."""
    answers = iter(protect_for_page([group for groups in wanted.values() for group in groups]))
    return {name: [next(answers) for _group in groups] for name, groups in wanted.items()}


def women_by_side(women: Sequence[WomanRow]) -> list[list[int]]:
    """Women enrolled, those of them who completed, those of these who went on, by side."""
    side = {one.person: SIDE_OF.get(one.status, "rest") for one in women}
    steps = (
        set(side),
        {one.person for one in women if one.completed},
        {one.person for one in women if one.went_on},
    )
    return [[sum(side[one] == name for one in people) for name in SIDES] for people in steps]


def _women_by_site(women: Sequence[WomanRow], places: Sequence[int]) -> list[list[int]]:
    here = {(one.place, one.person) for one in women}
    done = {(one.place, one.person) for one in women if one.completed}
    return [
        [sum(place == at for at, _person in people) for place in places] for people in (here, done)
    ]


def _women_by_cohort(cohorts: Sequence[CohortRow]) -> list[list[int]]:
    return [[one.enrolled for one in cohorts], [one.completed for one in cohorts]]


def _group(name: str, codes: Sequence[str], steps: Sequence[Sequence[int]]) -> Group:
    """Steps of which each counts some of the women of the one before.

    They say what women did, so that nobody having done it yet is no secret.
    """
    tables = tuple(
        Table(
            tuple(codes),
            ("women",),
            tuple((number,) for number in step),
            population=f"step {at}",
            row_name=name,
        )
        for at, step in enumerate(steps)
    )
    return Group(tables, tuple((at, at + 1) for at in range(len(tables) - 1)))


def _visit_counts(rows: Sequence[Row]) -> Counts:
    return Counts(
        "result",
        "",
        tuple((Cell(row.number, 0, row.behind),) for row in rows),
        row_codes=tuple(row.codes[0] for row in rows),
    )


def _sites(places: Sequence[ProjectSite], weeks: Sequence[WeekRow]) -> Counts:
    """All sites beside each other."""
    return Counts(
        "site",
        "",
        tuple((_added([row.cell for row in weeks if row.place == place.pk]),) for place in places),
        row_codes=tuple(str(place.pk) for place in places),
    )


def _added(cells: Sequence[Cell]) -> Cell:
    """Marks added up; at least as many women stand behind as behind the largest part."""
    return Cell(
        sum(one.amount for one in cells),
        sum(one.base for one in cells),
        max((one.behind for one in cells), default=0),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A site with its exact counts: marks by week and side, and by cohort."""

    place: ProjectSite
    weeks: list[date]
    by_week: Counts
    by_cohort: Counts
    cohorts: list[CohortRow]

    @property
    def codes(self) -> list[str]:
        """Its cohorts, as the rows of a table."""
        return [str(one.id) for one in self.cohorts]

    def told(self, told: dict[str, list[list[Protected]]], line: SiteLine) -> SiteNumbers:
        """The same as it may be shown.

        Its tables and that of all sites share the site's total: where one hides it, all do, and
        with it every line that adds up to it.
        """
        (weeks,) = shown_of(RATE, [self.by_week], told["weeks"])
        (cohorts,) = shown_of(RATE, [self.by_cohort], told["cohorts"])
        totals = (line.rate, weeks["total"], cohorts["total"])
        hides = any(one["hidden"] for one in totals)
        (women,) = told["in cohorts"]
        hides_women = None in (line.enrolled, line.completed, *map(_total, women))

        def shown(one: Shown) -> Shown:
            return HIDDEN if hides else one

        return SiteNumbers(
            place=self.place,
            weeks=self.weeks,
            rates={
                side: [shown(row[column]) for row in weeks["cells"]]
                for column, side in enumerate(SIDES)
            }
            | {"": [shown(one) for one in weeks["row_totals"]]},
            by_side=dict(zip(SIDES, map(shown, weeks["column_totals"]), strict=True)),
            total=shown(line.rate),
            cohorts=[
                CohortLine(
                    one,
                    None if hides_women else women[0].value((at, 0)),
                    None if hides_women else women[1].value((at, 0)),
                    shown(cohorts["cells"][at][0]),
                )
                for at, one in enumerate(self.cohorts)
            ],
        )


def _of_site(place: ProjectSite, weeks: Sequence[WeekRow], cohorts: list[CohortRow]) -> _Asked:
    here = [row for row in weeks if row.place == place.pk]
    days = sorted({row.week for row in here})
    cells = {(row.week, row.side): row.cell for row in here}
    return _Asked(
        place=place,
        weeks=days,
        by_week=Counts(
            "week",
            "side",
            tuple(tuple(cells.get((day, side), Cell()) for side in SIDES) for day in days),
            row_codes=tuple(day.isoformat() for day in days),
            column_codes=SIDES,
        ),
        by_cohort=Counts(
            "cohort",
            "",
            tuple((one.marks,) for one in cohorts),
            row_codes=tuple(str(one.id) for one in cohorts),
        ),
        cohorts=cohorts,
    )


def _total(table: Protected) -> int | None:
    return table.value((ALL, ALL))
