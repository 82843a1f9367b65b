"""The charts of a cohort's page: each says what it found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import day_text
from dashboards.charts import (
    NOTHING,
    Heatmap,
    HeatmapRow,
    LineChart,
    Series,
    StackedChart,
    Tile,
    Value,
)
from dashboards.figures.words import (
    STATUS_WORDS,
    TILE_LETTERS,
    TILE_WORDS,
    count,
    percent,
    share,
)
from dashboards.indicators.units import STATUSES
from dashboards.queries.cohort_grid import Grid, Meeting, Tally, Woman
from dashboards.queries.spells import Spell

TILES = {tile.value: tile for tile in Tile}
Tallies = dict[tuple[date | None, str], Tally]


def heatmap(grid: Grid, spells: Sequence[Spell]) -> Heatmap:
    """Women by main sessions."""
    meetings = grid.main
    days = [one.on_day for one in meetings]
    blank = [_without_a_mark(one, grid.today) for one in meetings]
    rows = tuple(
        HeatmapRow(woman.name, _tiles(grid, woman, meetings, days, blank)) for woman in grid.women
    )
    if spells:
        title = ngettext(
            "%(count)d woman has missed two sessions or more in a row",
            "%(count)d women have missed two sessions or more in a row",
            len(spells),
        ) % {"count": len(spells)}
    else:
        title = _("Nobody has missed two sessions in a row")
    return Heatmap(
        title=title,
        summary=_("Women by sessions. Each mark has a shape and a letter of its own."),
        corner=_("Name"),
        columns=tuple(str(one.number) for one in meetings),
        rows=rows,
        words={tile: str(words) for tile, words in TILE_WORDS.items()},
        letters={tile: str(letter) for tile, letter in TILE_LETTERS.items()},
        column_days=tuple(day_text(one.on_day, weekday=False) for one in meetings),
    )


def _tiles(
    grid: Grid,
    woman: Woman,
    meetings: Sequence[Meeting],
    days: Sequence[date],
    blank: Sequence[Tile],
) -> tuple[Tile, ...]:
    row, tiles, hers = grid.row(woman), [Tile.NOT_HERS] * len(meetings), woman.hers(days)
    for at in range(len(meetings))[hers]:
        said = row[meetings[at].at]
        tiles[at] = TILES[said.mark] if said and blank[at] is not Tile.CANCELLED else blank[at]
    return tuple(tiles)


def _without_a_mark(meeting: Meeting, today: date) -> Tile:
    if meeting.is_off:
        return Tile.CANCELLED
    return Tile.TO_COME if meeting.on_day > today else Tile.UNRECORDED


def statuses_told(tallies: Tallies) -> list[str]:
    """The statuses that occur, in their usual order."""
    return [status for status in STATUSES if (None, status) in tallies]


def weeks_told(tallies: Tallies) -> list[date]:
    """The weeks that occur, the earliest first."""
    return sorted({week for week, _status in tallies if week is not None})


def attendance_by_week(tallies: Tallies) -> LineChart:
    """Attendance of everybody and of each status, and commitment, week by week."""
    weeks = weeks_told(tallies)
    series = [
        Series(_("attendance, everybody"), _shares(tallies, weeks, "", "there")),
        Series(_("attendance or excuse, everybody"), _shares(tallies, weeks, "", "kept")),
    ]
    statuses = statuses_told(tallies)
    if len(statuses) > 1:
        series += [
            Series(str(STATUS_WORDS[status]), _shares(tallies, weeks, status, "there"))
            for status in statuses
        ]
    return LineChart(
        title=_attendance_finding(tallies, weeks),
        summary=_(
            "Share of marks that say she was there, by week. Not recorded stands outside of it."
        ),
        corner=_("Week from"),
        times=tuple(day_text(week, weekday=False) for week in weeks),
        series=tuple(series),
        top=100,
        top_text="100 %",
    )


def _shares(tallies: Tallies, weeks: Sequence[date], status: str, what: str) -> tuple[Value, ...]:
    told = (tallies.get((week, status)) for week in weeks)
    return tuple(share(getattr(one, what), one.marked) if one else NOTHING for one in told)


def _attendance_finding(tallies: Tallies, weeks: Sequence[date]) -> str:
    rates = [(one.there, one.marked) for one in (tallies[week, ""] for week in weeks) if one.marked]
    if not rates:
        return _("No attendance is recorded yet")
    last = percent(*rates[-1])
    if len(rates) == 1:
        return _("Attendance is %(last)d %%") % {"last": last}
    before = percent(*rates[-2])
    words = {"last": last, "before": before}
    if last == before:
        return _("Attendance stays at %(last)d %%") % words
    if (last or 0) > (before or 0):
        return _("Attendance rose to %(last)d %% from %(before)d %% the week before") % words
    return _("Attendance fell to %(last)d %% from %(before)d %% the week before") % words


def composition(grid: Grid, target: int) -> StackedChart:
    """Who is in the class by displacement status, against the least share that is wanted."""
    told = grid.composition()
    everybody = sum(told.values())
    smaller = min(told["idp"], told["host"])
    if not everybody:
        title = _("Nobody has a place on these days")
    elif smaller and 100 * smaller >= target * everybody:
        title = _("The class is balanced: the target is met")
    else:
        title = _("The class is not balanced yet")
    parts = tuple(
        Series(str(STATUS_WORDS[status]), (count(number),))
        for status, number in told.items()
        if number or status in ("idp", "host")
    )
    return StackedChart(
        title=title,
        summary=_("At least %(target)d %% should be displaced, and as many of the host community.")
        % {"target": target},
        corner=_("Class"),
        wholes=(_("all %(count)d women") % {"count": everybody},),
        parts=parts,
        goal=target / 100 if target else None,
        goal_text=_("at least %(target)d %%") % {"target": target},
    )
