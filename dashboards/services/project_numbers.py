"""The numbers of a project as they may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dashboards.disclosure.outside import Group
from dashboards.disclosure.table import Protected
from dashboards.indicators.counts import Counts
from dashboards.indicators.registry import Question
from dashboards.indicators.shown import Shown, groups_of, shown_of
from dashboards.indicators.units import Answer, Kind
from dashboards.queries.project import Quarter
from dashboards.queries.project_marks import CohortRow, Marks, cohorts_side_by_side, marks_of
from dashboards.queries.project_women import SIDES
from dashboards.queries.seen import Seen
from dashboards.queries.women_behind import Asked, Behind, women_behind
from dashboards.services.few_behind import few_behind, unsure
from dashboards.services.project_people import NOBODY_TOLD, Told, people_of
from dashboards.services.protecting import protect_for_page
from dashboards.services.statistics import counting_for

if TYPE_CHECKING:
    from core.scope import Scoped
    from programmes.models import ProjectSite

RATE = Question("rate", "", "", Kind.SHARE, lambda _period: Answer([]), ("status",))
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
        marks = marks_of(ids, site.pk, quarter)
        cohorts = cohorts_side_by_side(site.pk, quarter)
        women = _women_behind(marks, cohorts, ids, site.pk, quarter)
        people = people_of(user, ids, quarter, site.pk)
    all_sites = _sites(places, marks, women)
    asked = _of_site(site, marks, cohorts, women)
    told = _protect(
        {
            "sites": groups_of(RATE, [all_sites]),
            "weeks": groups_of(RATE, [asked.by_week]),
            "cohorts": groups_of(RATE, [asked.by_cohort]),
        }
    )
    (sites,) = shown_of(RATE, [all_sites], told["sites"])
    lines = [
        SiteLine(place, rate, *women)
        for place, (rate,), women in zip(places, sites["cells"], people["sites"], strict=True)
    ]
    return ProjectNumbers(
        sites=lines,
        total=sites["total"],
        site=asked.told(told, lines[ids.index(site.pk)], people["cohorts"]),
        women=people["sides"],
        visits=people["visits"],
    )


def _protect(wanted: dict[str, list[Group]]) -> dict[str, list[list[Protected]]]:
    """Protect all groups at once, and answer them under their names."""
    answers = iter(protect_for_page([group for groups in wanted.values() for group in groups]))
    return {name: [next(answers) for _group in groups] for name, groups in wanted.items()}


def _women_behind(
    marks: Marks, cohorts: Sequence[CohortRow], ids: Sequence[int], site: int, quarter: Quarter
) -> Behind:
    """The women of those numbers of which the counts do not say that there are enough."""
    asked = Asked(
        weeks=unsure(marks.weeks),
        cohorts=unsure({one.id: one.marks for one in cohorts}),
        places=unsure(marks.places),
    )
    return women_behind(ids, asked, site=site, quarter=quarter) if asked else {}


def _sites(places: Sequence[ProjectSite], marks: Marks, women: Behind) -> Counts:
    """All sites beside each other."""
    ids = [place.pk for place in places]
    cells = [marks.places.get(one, Seen()) for one in ids]
    return Counts(
        "site",
        "",
        tuple((seen.cell,) for seen in cells),
        row_codes=tuple(map(str, ids)),
        few=few_behind(cells, ids, women),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A site with its exact counts: marks by week and side, and by cohort."""

    place: ProjectSite
    weeks: list[date]
    by_week: Counts
    by_cohort: Counts
    cohorts: list[CohortRow]

    def told(
        self, told: dict[str, list[list[Protected]]], line: SiteLine, women: dict[str, Told]
    ) -> SiteNumbers:
        """The same as it may be shown, with the women of its cohorts.

        Its tables and that of all sites share the site's total: where one hides it, all do, and
        with it every line that adds up to it.
        """
        (weeks,) = shown_of(RATE, [self.by_week], told["weeks"])
        (cohorts,) = shown_of(RATE, [self.by_cohort], told["cohorts"])
        totals = (line.rate, weeks["total"], cohorts["total"])
        hides = any(one["hidden"] for one in totals)

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
                CohortLine(one, enrolled, completed, shown(rate))
                for one, (rate,) in zip(self.cohorts, cohorts["cells"], strict=True)
                for enrolled, completed in [women.get(str(one.id), NOBODY_TOLD)]
            ],
        )


def _of_site(place: ProjectSite, marks: Marks, cohorts: list[CohortRow], women: Behind) -> _Asked:
    days = sorted({week for week, _side in marks.weeks})
    keys = [(day, side) for day in days for side in SIDES]
    cells = {key: marks.weeks.get(key, Seen()) for key in keys}
    ids = [one.id for one in cohorts]
    return _Asked(
        place=place,
        weeks=days,
        by_week=Counts(
            "week",
            "side",
            tuple(tuple(cells[day, side].cell for side in SIDES) for day in days),
            row_codes=tuple(day.isoformat() for day in days),
            column_codes=SIDES,
            few=few_behind(list(cells.values()), keys, women),
        ),
        by_cohort=Counts(
            "cohort",
            "",
            tuple((one.marks.cell,) for one in cohorts),
            row_codes=tuple(map(str, ids)),
            few=few_behind([one.marks for one in cohorts], ids, women),
        ),
        cohorts=cohorts,
    )
