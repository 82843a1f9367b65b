"""The numbers of a project as they may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from dashboards.disclosure import Table
from dashboards.disclosure.outside import Group
from dashboards.disclosure.table import ALL, Protected
from dashboards.indicators.counts import Cell, Counts
from dashboards.indicators.registry import Question
from dashboards.indicators.shown import Shown, groups_of, shown_of
from dashboards.indicators.units import Answer, Kind, Period
from dashboards.queries import project as queries
from dashboards.queries import women
from dashboards.queries.project import SIDE_OF, SIDES, CohortRow, Quarter, WeekRow
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
    """A site: attendance by week (rows) and side (columns), and its cohorts."""

    place: ProjectSite
    weeks: list[date]
    sides: list[str]
    rates: dict[str, list[Shown]]
    by_side: dict[str, Shown]
    total: Shown
    cohorts: list[CohortLine]


@dataclass(frozen=True, slots=True)
class ProjectNumbers:
    """What the page of a project shows, and nothing that it hides."""

    sites: list[SiteNumbers]
    total: Shown
    # By side, and of all under an empty one: enrolled, completed, went on.
    women: dict[str, list[int | None]] = field(default_factory=dict)
    visits: dict[str, Shown] = field(default_factory=dict)
    hides: bool = False


def project_numbers(
    user: Scoped, places: Sequence[ProjectSite], quarter: Quarter
) -> ProjectNumbers:
    """Count for somebody at some of her places, and protect."""
    ids = [place.pk for place in places]
    with counting_for(user):
        weeks = queries.marks_by_week(ids, quarter)
        cohorts = queries.cohorts_side_by_side(ids, quarter)
        by_status = women_by_side(Period(ids, quarter.first, quarter.last))
        visits = visits_by_result(ids, quarter.first, quarter.last)
    asked = [_of_site(place, weeks, cohorts) for place in places]
    status_group, cohort_group = _group_of_sides(by_status), _group_of_cohorts(cohorts)
    visit_counts = _visit_counts(visits)
    groups = [group for one in asked for group in one.groups]
    answers = protect_for_page(
        [*groups, status_group, cohort_group, *groups_of(VISITS, [visit_counts])]
    )
    told, places_told = answers[len(groups)], answers[len(groups) + 1]
    # Places and women are nearly the same number: neither total may tell what the other hides.
    hide_places = _total(told[0]) is None or _total(places_told[0]) is None
    sites, at = [], 0
    for one in asked:
        mine = answers[at : at + len(one.groups)]
        at += len(one.groups)
        sites.append(one.told(mine, cohorts, places_told, hide_places=hide_places))
    (visit_table,) = shown_of(VISITS, [visit_counts], answers[len(groups) + 2 :])
    return ProjectNumbers(
        sites=sites,
        total=_sum([site.total for site in sites]),
        women={
            side: [table.value((row, 0)) for table in told]
            for side, row in [*zip(SIDES, range(len(SIDES)), strict=True), ("", ALL)]
        },
        visits=dict(zip(visit_table["rows"], visit_table["row_totals"], strict=True)),
        hides=any(table.hides for answer in answers for table in answer),
    )


def women_by_side(period: Period) -> list[Counter[str]]:
    """Women enrolled, those of them who completed, those of these who went on, by side.

    Her side is that of her first day in the period, so that each is a part of the one before.
    """
    side = {
        unit.person: SIDE_OF.get(unit.status, "rest") for unit in women.women_enrolled(period).units
    }
    went_on = [unit for unit in women.women_who_went_on(period).units if unit.person in side]
    return [
        Counter(side.values()),
        Counter(side[unit.person] for unit in went_on),
        Counter(side[unit.person] for unit in went_on if unit.amount),
    ]


def _group_of_sides(counted: Sequence[Counter[str]]) -> Group:
    tables = tuple(
        Table(
            SIDES,
            ("women",),
            tuple((one[side],) for side in SIDES),
            zeros="hide",
            population=name,
            row_name="side",
        )
        for name, one in zip(("enrolled", "completed", "went on"), counted, strict=True)
    )
    return Group(tables, ((0, 1), (1, 2)))


def _group_of_cohorts(cohorts: Sequence[CohortRow]) -> Group:
    rows = tuple(str(one.id) for one in cohorts)
    tables = tuple(
        Table(rows, ("women",), tuple((number,) for number in numbers), population=name)
        for name, numbers in (
            ("enrolled", [one.enrolled for one in cohorts]),
            ("completed", [one.completed for one in cohorts]),
        )
    )
    return Group(tables, ((0, 1),))


def _visit_counts(rows: Sequence[Row]) -> Counts:
    return Counts(
        "result",
        "",
        tuple((Cell(row.number, 0, row.behind),) for row in rows),
        row_codes=tuple(row.codes[0] for row in rows),
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
    def groups(self) -> list[Group]:
        """What has to be protected; the tables share their total alone, which both protect."""
        return [*groups_of(RATE, [self.by_week]), *groups_of(RATE, [self.by_cohort])]

    def told(
        self,
        answers: list[list[Protected]],
        every: Sequence[CohortRow],
        places_told: Sequence[Protected],
        *,
        hide_places: bool,
    ) -> SiteNumbers:
        """The same as it may be shown."""
        half = len(answers) // 2
        (by_week,) = shown_of(RATE, [self.by_week], answers[:half])
        (by_cohort,) = shown_of(RATE, [self.by_cohort], answers[half:])
        total = by_week["total"]
        # Where one table hides the total, the other one's lines would add up to it.
        hides_total = total["hidden"] or by_cohort["total"]["hidden"]
        at = {one.id: number for number, one in enumerate(every)}
        return SiteNumbers(
            place=self.place,
            weeks=self.weeks,
            sides=list(SIDES),
            rates={
                side: [line[column] for line in by_week["cells"]]
                for column, side in enumerate(SIDES)
            }
            | {"": by_week["row_totals"]},
            by_side=dict(zip(SIDES, by_week["column_totals"], strict=True)),
            total=HIDDEN if hides_total else total,
            cohorts=[
                CohortLine(
                    one,
                    None if hide_places else places_told[0].value((at[one.id], 0)),
                    None if hide_places else places_told[1].value((at[one.id], 0)),
                    HIDDEN if hides_total else by_cohort["cells"][number][0],
                )
                for number, one in enumerate(self.cohorts)
            ],
        )


def _of_site(place: ProjectSite, weeks: Sequence[WeekRow], cohorts: Sequence[CohortRow]) -> _Asked:
    here = [row for row in weeks if row.place == place.pk]
    days = sorted({row.week for row in here})
    cells = {(row.week, row.side): row.cell for row in here}
    mine = [one for one in cohorts if one.place == place.pk]
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
            tuple((one.marks,) for one in mine),
            row_codes=tuple(str(one.id) for one in mine),
        ),
        cohorts=mine,
    )


def _total(table: Protected) -> int | None:
    return table.value((ALL, ALL))


def _sum(totals: Sequence[Shown]) -> Shown:
    """All sites together, where each of them is told."""
    from dashboards.indicators.shown import as_shown

    if any(one["hidden"] for one in totals):
        return HIDDEN
    return as_shown(RATE, sum(one["amount"] for one in totals), sum(one["base"] for one in totals))
