"""The charts and tables of a project's page, from numbers that were protected before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.dates import day_text
from dashboards.charts import NOTHING, BarChart, LineChart, Series, Value
from dashboards.disclosure import percentage
from dashboards.figures.words import STATUS_WORDS
from dashboards.indicators.shown import Shown
from dashboards.queries.project_women import SIDES
from dashboards.services.project_numbers import CohortLine, ProjectNumbers, SiteNumbers
from outreach.models.words import ResultWord

SIDE_WORDS: dict[str, str | Promise] = {
    "idp": STATUS_WORDS["idp"],
    "host": STATUS_WORDS["host"],
    "rest": gettext_lazy("all other women"),
    "": gettext_lazy("everybody"),
}


def hidden() -> Value:
    """What stands where a number would tell of a few."""
    return Value(None, _("hidden"))


def rate(told: Shown) -> Value:
    """A share: with its percent where that may be told, its counts otherwise."""
    if told["hidden"]:
        return hidden()
    if not told["base"]:
        return NOTHING
    if told["percent"] is None:
        return Value(
            None, _("%(part)d of %(base)d") % {"part": told["amount"], "base": told["base"]}
        )
    words = _("%(percent)d %% (%(part)d of %(base)d)")
    return Value(
        float(told["percent"]),
        words % {"percent": told["percent"], "part": told["amount"], "base": told["base"]},
    )


def number(told: int | None) -> Value:
    """A count, or that it is hidden."""
    return hidden() if told is None else Value(float(told), str(told))


def site_chart(site: SiteNumbers) -> LineChart:
    """Attendance at a site by week, one line for each side."""
    total = rate(site.total)
    if total.number is None:
        title = _("Attendance at %(site)s") % {"site": site.place.site}
    else:
        title = _("%(percent)d %% attendance at %(site)s") % {
            "percent": total.number,
            "site": site.place.site,
        }
    series = [
        Series(str(SIDE_WORDS[side]), tuple(rate(one) for one in site.rates[side]))
        for side in ("", *SIDES)
        if side != "rest" or any(one["hidden"] or one["base"] for one in site.rates[side])
    ]
    return LineChart(
        title=title,
        summary=_("Share of marks that say she was there: %(total)s.") % {"total": total.text},
        corner=_("Week from"),
        times=tuple(day_text(week, weekday=False) for week in site.weeks),
        series=tuple(series),
        top=100,
        top_text="100 %",
    )


def sites_chart(numbers: ProjectNumbers) -> BarChart:
    """The sites beside each other."""
    bars = tuple((str(site.place.site), rate(site.rate)) for site in numbers.sites)
    total = rate(numbers.total)
    told = sorted((value.number, name) for name, value in bars if value.number is not None)
    if len(told) == len(bars) > 1 and told[-1][0] > told[-2][0]:
        title = _("Attendance is highest at %(site)s") % {"site": told[-1][1]}
    else:
        title = _("Attendance by site")
    return BarChart(
        title=title,
        summary=_("All sites together: %(total)s.") % {"total": total.text},
        corner=_("Site"),
        unit=_("Attendance"),
        bars=bars,
        top=100,
    )


@dataclass(frozen=True, slots=True)
class SideLine:
    """Women of one side: with a place, completed, went on."""

    label: str | Promise
    enrolled: Value
    completed: Value
    went_on: Value


def side_lines(women: Mapping[str, Sequence[int | None]]) -> list[SideLine]:
    """A line for each side and one of all."""
    return [
        SideLine(SIDE_WORDS[side], *(number(one) for one in women[side])) for side in (*SIDES, "")
    ]


@dataclass(frozen=True, slots=True)
class CohortWords:
    """A cohort's line of the comparison."""

    id: UUID
    name: str
    course: str
    enrolled: Value
    completed: Value
    attendance: Value


def cohort_words(lines: Sequence[CohortLine]) -> list[CohortWords]:
    """Cohorts side by side, in words: those of a course together, the oldest first.

    They were protected in an order that is the same in every language.
    """
    return [
        CohortWords(
            line.cohort.id,
            line.cohort.name,
            line.cohort.course,
            number(line.enrolled),
            number(line.completed),
            rate(line.rate),
        )
        for line in sorted(lines, key=lambda line: line.cohort.course)
    ]


def visits_chart(visits: Mapping[str, Shown]) -> BarChart:
    """Visits that were made, by what the rule of crossing sides says of them."""
    bars = tuple(
        (str(ResultWord(code).label), number(told["amount"])) for code, told in visits.items()
    )
    cross = visits.get(ResultWord.CROSS, {}).get("amount")
    told = [one["amount"] for one in visits.values()]
    across = None if None in told else percentage(cross, sum(told))
    if across is not None:
        title = _("%(percent)d %% of the visits went to the other community") % {"percent": across}
    else:
        title = _("Visits to households")
    return BarChart(
        title=title,
        summary=_("Visits that were made, by who visited whom."),
        corner=_("Visits"),
        unit=_("how many"),
        bars=bars,
    )
