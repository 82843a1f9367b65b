"""What the courses of the catalogue have delivered, as it may be shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboards.disclosure import Table
from dashboards.disclosure.outside import Group
from dashboards.indicators.counts import Counts
from dashboards.indicators.shown import Shown, groups_of, shown_of
from dashboards.queries.project import VersionRow, delivered
from dashboards.queries.women_behind import Asked, women_behind
from dashboards.services.few_behind import few_behind, unsure
from dashboards.services.project_numbers import RATE
from dashboards.services.protecting import protect_for_page
from dashboards.services.statistics import counting_for

if TYPE_CHECKING:
    from core.scope import Scoped
    from trainings.models import CourseVersion


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version with what it delivered; None is hidden. Cohorts and sessions are no people."""

    version: CourseVersion
    cohorts: int
    sessions: int
    enrolled: int | None
    completed: int | None
    rate: Shown


def catalogue_numbers(
    user: Scoped, places: Collection[int], versions: Sequence[CourseVersion]
) -> list[VersionLine]:
    """Count for somebody at some of her places, and protect; a line for each version."""
    with counting_for(user):
        found = {row.version: row for row in delivered(places, [one.pk for one in versions])}
        asked = Asked(versions=unsure({key: row.marks for key, row in found.items()}))
        behind = women_behind(places, asked) if asked else {}
    rows = [found[one.pk] for one in versions]
    rates = Counts(
        "version",
        "",
        tuple((row.marks.cell,) for row in rows),
        row_codes=tuple(str(row.version) for row in rows),
        few=few_behind({row.version: row.marks for row in rows}, behind),
    )
    women, *answers = protect_for_page([_group(rows), *groups_of(RATE, [rates])])
    (shown,) = shown_of(RATE, [rates], answers)
    return [
        VersionLine(
            version,
            row.cohorts,
            row.sessions,
            women[0].value((at, 0)),
            women[1].value((at, 0)),
            shown["cells"][at][0],
        )
        for at, (version, row) in enumerate(zip(versions, rows, strict=True))
    ]


def _group(rows: Sequence[VersionRow]) -> Group:
    codes = tuple(str(row.version) for row in rows)
    enrolled, completed = (
        Table(codes, ("women",), tuple((number,) for number in numbers), population=name)
        for name, numbers in (
            ("enrolled", [row.enrolled for row in rows]),
            ("completed", [row.completed for row in rows]),
        )
    )
    return Group((enrolled, completed), ((0, 1),))
