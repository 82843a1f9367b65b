"""How far each indicator of a project has come: totals alone, of a period not reported yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from dashboards.indicators.counts import Counts
from dashboards.indicators.kept import keep_small_changes
from dashboards.indicators.registry import Question, question
from dashboards.indicators.shown import Shown
from dashboards.indicators.stored import total_of
from dashboards.models import Indicator, ReportSnapshot, Target
from dashboards.queries.project import Quarter
from dashboards.queries.reports import is_whole, last_report, open_quarters
from dashboards.services.measuring import Measured, measure
from dashboards.services.report_numbers import before_of
from dashboards.services.report_protection import protect_measured
from dashboards.services.statistics import counting_for
from programmes.models import Project

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class Standing:
    """An indicator, what it should reach, and what it has reached; None is not measured yet."""

    indicator: Indicator
    question: Question | None
    target: Decimal | None
    reached: Shown | None


def standing(
    user: User, project: Project, places: Collection[int], quarter: Quarter
) -> list[Standing]:
    """Count at some places of a project for one of `open_quarters`, and protect."""
    indicators = list(project.indicators.select_related("project"))
    targets = dict(
        Target.objects.filter(
            indicator__project=project, first_on=quarter.first, last_on=quarter.last
        ).values_list("indicator", "value")
    )
    report = last_report(project)
    earlier = [
        one for one in open_quarters(project, user.scope.today)[::-1] if one.first < quarter.first
    ]
    with counting_for(user):
        if report is None or is_whole(places, project):
            told = _totals_of(report)
        else:
            # What the report says of all sites is no beginning for some of them.
            told, earlier = {}, [Quarter.of(report.last_on), *earlier]
        _go_on(told, indicators, places, earlier)
        measured = [
            _kept(one.total(), told)
            for one in measure(indicators, places, quarter.first, quarter.last)
        ]
    tables = protect_measured(measured, {})
    return [
        Standing(
            one,
            question(one.question),
            targets.get(one.pk),
            tables[one.code][0]["total"] if one.code in tables else None,
        )
        for one in indicators
    ]


def _totals_of(report: ReportSnapshot | None) -> dict[str, Counts]:
    """What a report told of everybody since the project began."""
    if report is None:
        return {}
    return {code: total_of(one.counts[0]) for code, one in before_of(report).items()}


def _go_on(
    told: dict[str, Counts],
    indicators: Sequence[Indicator],
    places: Collection[int],
    quarters: Sequence[Quarter],
) -> None:
    """Tell cumulative numbers quarter by quarter: whoever looks at two of them subtracts."""
    cumulative = [one for one in indicators if one.unique_over == Indicator.UniqueOver.PROJECT]
    for quarter in quarters:
        for one in measure(cumulative, places, quarter.first, quarter.last):
            told[one.indicator.code] = _kept(one.total(), told).counts[0]


def _kept(one: Measured, told: dict[str, Counts]) -> Measured:
    before = told.get(one.indicator.code)
    if before is None or not one.is_cumulative:
        return one
    return replace(one, counts=keep_small_changes(one.counts, [before]))
