"""Tables and lists of a cohort's page, as plain rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboards.charts import Value
from dashboards.figures.cohort import Tallies, statuses_told
from dashboards.figures.words import STATUS_WORDS, share
from dashboards.queries.cohort_grid import Grid
from dashboards.queries.cohort_more import Forecast, names_of

EVERYBODY = _("everybody")


@dataclass(frozen=True, slots=True)
class StatusLine:
    """What women of one status did, or all of them."""

    label: str | Promise
    women: int
    attendance: Value
    commitment: Value
    coverage: Value
    minutes: int


def rates_by_status(grid: Grid, tallies: Tallies) -> list[StatusLine]:
    """One line for each status, and one of everybody."""
    minutes = grid.dialogue_minutes()
    lines = []
    for status in [*statuses_told(tallies), ""]:
        told = tallies.get((None, status))
        if told is not None:
            lines.append(
                StatusLine(
                    label=STATUS_WORDS.get(status, EVERYBODY),
                    women=len(told.women),
                    attendance=share(told.there, told.marked),
                    commitment=share(told.kept, told.marked),
                    coverage=share(told.marked, told.hers),
                    minutes=minutes.get(status, 0),
                )
            )
    return lines


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """Women who stand alike to the rule of completion."""

    label: str | Promise
    women: list[tuple[UUID, str]]
    is_named: bool


def forecast_lines(grid: Grid, forecast: Forecast) -> list[ForecastLine]:
    """Groups from the surest on; those who need somebody are named."""
    groups: list[tuple[str | Promise, Collection[UUID], bool]] = [
        (_("have completed it"), forecast.done, False),
        (_("come often enough, even if they miss the rest"), forecast.surely, False),
        (_("can still come often enough"), forecast.undecided, False),
        (_("cannot come often enough any more"), forecast.cannot, True),
    ]
    return [
        ForecastLine(label, names_of(grid, places), named)
        for label, places, named in groups
        if places
    ]
