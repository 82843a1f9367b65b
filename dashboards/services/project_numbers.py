"""The numbers of a project as they may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from dashboards.disclosure.outside import Group
from dashboards.disclosure.table import Protected
from dashboards.indicators.behind import Few
from dashboards.indicators.counts import Counts
from dashboards.indicators.registry import Question
from dashboards.indicators.shown import Shown, groups_of, shown_of
from dashboards.indicators.units import Answer, Kind
from dashboards.queries.pieces import told_together
from dashboards.queries.project import Quarter
from dashboards.queries.project_marks import CohortRow, Marks, cohorts_asked, marks_asked
from dashboards.queries.project_women import SIDES, state_asked
from dashboards.queries.seen import Seen
from dashboards.queries.women_behind import Asked, women_behind
from dashboards.services.few_behind import few_behind, unsure
from dashboards.services.project_people import NOBODY_TOLD, People, Told, people_of
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


class FewOfProject(NamedTuple):
    """Which numbers tell of a few women: of the sites, of weeks by side, and of the cohorts."""

    sites: Few
    weeks: Few
    cohorts: Few


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted for somebody at some places: exact marks, and people as she may see them."""

    marks: Marks
    cohorts: list[CohortRow]
    few: FewOfProject
    people: People

    @property
    def weeks(self) -> list[date]:
        """The weeks in which the site that is looked at met."""
        return sorted({week for week, _side in self.marks.weeks})


def count_project(
    user: Scoped, places: Sequence[ProjectSite], quarter: Quarter, site: ProjectSite
) -> Counted:
    """Count for somebody at some of her places; `site` is one of them."""
    ids = [place.pk for place in _in_order(places)]
    with counting_for(user, savepoint=False):
        marks, cohorts, state = told_together(
            marks_asked(ids, site.pk, quarter), cohorts_asked(site.pk, quarter), state_asked(ids)
        )
        few = _few(marks, cohorts, ids, site.pk, quarter)
        return Counted(marks, cohorts, few, people_of(user, ids, quarter, site.pk, state=state))


def protect_project(
    counted: Counted, places: Sequence[ProjectSite], site: ProjectSite
) -> ProjectNumbers:
    """What may be shown of it; the same for whatever was counted alike."""
    in_order, people = _in_order(places), counted.people
    all_sites = _sites(in_order, counted)
    asked = _of_site(site, counted)
    told = _protect(
        {
            "sites": groups_of(RATE, [all_sites]),
            "weeks": groups_of(RATE, [asked.by_week]),
            "cohorts": groups_of(RATE, [asked.by_cohort]),
        }
    )
    (sites,) = shown_of(RATE, [all_sites], told["sites"])
    # The indicators tell it of all sites together: no site may be what is left of it.
    hides = sites["total"]["hidden"]
    lines = {
        place.pk: SiteLine(place, HIDDEN if hides and rate["base"] != 0 else rate, *women)
        for place, (rate,), women in zip(in_order, sites["cells"], people["sites"], strict=True)
    }
    return ProjectNumbers(
        sites=[lines[place.pk] for place in places],
        total=sites["total"],
        site=asked.told(told, lines[site.pk], people["cohorts"]),
        women=people["sides"],
        visits=people["visits"],
    )


def project_numbers(
    user: Scoped, places: Sequence[ProjectSite], quarter: Quarter, site: ProjectSite
) -> ProjectNumbers:
    """Count for somebody at some of her places, and protect; `site` is one of them."""
    return protect_project(count_project(user, places, quarter, site), places, site)


def _in_order(places: Sequence[ProjectSite]) -> list[ProjectSite]:
    """As they are protected: of two sites alike the first hides, also where a page shows it last.

    By their names the order would be another in each language, and two languages together would
    tell what each of them hides.
    """
    return sorted(places, key=lambda place: place.pk)


def _protect(wanted: dict[str, list[Group]]) -> dict[str, list[list[Protected]]]:
    """Protect all groups at once, and answer them under their names."""
    answers = iter(protect_for_page([group for groups in wanted.values() for group in groups]))
    return {name: [next(answers) for _group in groups] for name, groups in wanted.items()}


def _few(
    marks: Marks, cohorts: Sequence[CohortRow], ids: Sequence[int], site: int, quarter: Quarter
) -> FewOfProject:
    """Ask who the women are where the counts do not say that there are enough of them."""
    classes = {one.id: one.marks for one in cohorts}
    asked = Asked(unsure(marks.weeks), unsure(classes), unsure(marks.places))
    women = women_behind(ids, asked, site=site, quarter=quarter) if asked else {}
    places = {one: marks.places.get(one, Seen()) for one in ids}
    return FewOfProject(
        few_behind(places, women), few_behind(_by_week(marks), women), few_behind(classes, women)
    )


def _by_week(marks: Marks) -> dict[tuple[date, str], Seen]:
    """Every week with every side, row by row."""
    days = sorted({week for week, _side in marks.weeks})
    keys = [(day, side) for day in days for side in SIDES]
    return {key: marks.weeks.get(key, Seen()) for key in keys}


def _sites(places: Sequence[ProjectSite], counted: Counted) -> Counts:
    """All sites beside each other."""
    ids = [place.pk for place in places]
    return Counts(
        "site",
        "",
        tuple((counted.marks.places.get(one, Seen()).cell,) for one in ids),
        row_codes=tuple(map(str, ids)),
        few=counted.few.sites,
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


def _of_site(place: ProjectSite, counted: Counted) -> _Asked:
    cells, days = _by_week(counted.marks), counted.weeks
    return _Asked(
        place=place,
        weeks=days,
        by_week=Counts(
            "week",
            "side",
            tuple(tuple(cells[day, side].cell for side in SIDES) for day in days),
            row_codes=tuple(day.isoformat() for day in days),
            column_codes=SIDES,
            few=counted.few.weeks,
        ),
        by_cohort=Counts(
            "cohort",
            "",
            tuple((one.marks.cell,) for one in counted.cohorts),
            row_codes=tuple(str(one.id) for one in counted.cohorts),
            few=counted.few.cohorts,
        ),
        cohorts=counted.cohorts,
    )
