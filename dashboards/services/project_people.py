"""Women and visits of a project as they may be shown, remembered until one of them changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, TypedDict

from dashboards.disclosure import Table
from dashboards.disclosure.outside import Group
from dashboards.disclosure.table import ALL, K, Protected
from dashboards.indicators.counts import Cell, Counts
from dashboards.indicators.registry import Question
from dashboards.indicators.shown import Shown, groups_of, shown_of
from dashboards.indicators.units import Answer, Kind
from dashboards.queries.project import Quarter
from dashboards.queries.project_women import (
    SIDES,
    Steps,
    women_in_cohorts,
    women_of,
)
from dashboards.services.protecting import protect_for_page
from dashboards.services.remembering import remembered
from outreach.queries.indicators import Row, visits_by_result

if TYPE_CHECKING:
    from core.scope import Scoped

VISITS = Question("visits", "", "", Kind.SUM, lambda _period: Answer([]))

Told = list[int | None]
"""Enrolled, completed, and where it is asked for who went on; None is hidden."""

NOBODY_TOLD: Told = [0, 0]
"""Of a cohort in which nobody had a place."""


class People(TypedDict):
    """What may be shown: by side and of all under an empty one, by site in order, by cohort."""

    sides: dict[str, Told]
    sites: list[Told]
    cohorts: dict[str, Told]
    visits: dict[str, Shown]


def people_of(
    user: Scoped, places: Sequence[int], quarter: Quarter, site: int, *, state: str
) -> People:
    """Count within the scope of statistics; what somebody sees depends on all of her places.

    `state` is that of the places, read before.
    """
    sees = sorted(user.scope.project_sites)
    question = ["people", sees, list(places), quarter.code, site, state]
    told: People = remembered(question, lambda: _count(places, quarter, site))
    return told


def _count(places: Sequence[int], quarter: Quarter, site: int) -> People:
    women, in_cohorts = women_of(places, quarter), women_in_cohorts(site, quarter)
    cohorts = {str(cohort): steps for cohort, steps in in_cohorts.items()}
    visits = _visit_counts(visits_by_result(places, quarter.first, quarter.last))
    visit_groups = groups_of(VISITS, [visits])
    by_side, at_sites, by_cohort, *protected = protect_for_page(
        [
            _steps("side", SIDES, [women.sides.get(side, Steps()) for side in SIDES], 3),
            _steps(
                "site",
                list(map(str, places)),
                [women.places.get(place, Steps()) for place in places],
                2,
            ),
            _steps("cohort", list(cohorts), list(cohorts.values()), 2),
            *visit_groups,
        ]
    )
    # Women of all sites and of all sides are nearly one number, and so are those who completed:
    # neither may tell what one hides.
    hides = [
        _total(side) is None or _total(site) is None
        for side, site in zip(by_side[:2], at_sites, strict=True)
    ]
    sites = [_line(at_sites, at, hides) for at in range(len(places))]
    _hide_twice_counted(sites, women.places.values(), women.sides.values())
    # The cohorts of a site share its totals: where one hides a step of theirs, so do they.
    hides_cohorts = [
        None in (at_site, _total(cohort))
        for at_site, cohort in zip(sites[places.index(site)], by_cohort, strict=True)
    ]
    in_cohort = [_line(by_cohort, at, hides_cohorts) for at in range(len(cohorts))]
    _hide_twice_counted(in_cohort, cohorts.values(), [women.places.get(site, Steps())])
    (shown,) = shown_of(VISITS, [visits], protected)
    return People(
        sides={
            side: _line(by_side, row, [*hides, False])
            for side, row in [*zip(SIDES, range(len(SIDES)), strict=True), ("", ALL)]
        },
        sites=sites,
        cohorts=dict(zip(cohorts, in_cohort, strict=True)),
        visits=dict(zip(shown["rows"], shown["row_totals"], strict=True)),
    )


def _steps(name: str, codes: Sequence[str], women: Sequence[Steps], count: int) -> Group:
    """Steps of which each counts some of the women of the one before.

    They say what women did, so that nobody having done it yet is no secret.
    """
    tables = tuple(
        Table(
            tuple(codes),
            ("women",),
            tuple((one[at],) for one in women),
            population=f"step {at}",
            row_name=name,
        )
        for at in range(count)
    )
    return Group(tables, tuple((at, at + 1) for at in range(count - 1)))


def _line(tables: Sequence[Protected], row: int, hides: Sequence[bool]) -> Told:
    return [
        None if hide else table.value((row, ALL)) for table, hide in zip(tables, hides, strict=True)
    ]


def _hide_twice_counted(
    lines: Sequence[Told], parts: Collection[Steps], whole: Collection[Steps]
) -> None:
    """Hide the least line of a step where all lines together would tell of a few by their total.

    A woman of two cohorts or sites is in both lines and once in the total: two who went on to the
    next course are the difference.
    """
    for step in range(2):
        twice = sum(one[step] for one in parts) - sum(one[step] for one in whole)
        told = [(number, at) for at, line in enumerate(lines) if (number := line[step])]
        if 1 <= twice < K and all(line[step] is not None for line in lines):
            lines[min(told)[1]][step] = None


def _visit_counts(rows: Sequence[Row]) -> Counts:
    return Counts(
        "result",
        "",
        tuple((Cell(row.number, 0, row.behind),) for row in rows),
        row_codes=tuple(row.codes[0] for row in rows),
    )


def _total(table: Protected) -> int | None:
    return table.value((ALL, ALL))
