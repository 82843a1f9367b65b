"""The log frame as a spreadsheet: of a report, a line for each number of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.exports import Column
from core.exports.hxl import hxl
from dashboards.figures.log_frame import (
    EVERYBODY,
    columns_of,
    in_language,
    rows_of,
    side_word,
    sides_of,
)
from dashboards.indicators.shown import Shown
from dashboards.models import Indicator, ReportSnapshot
from dashboards.queries.project import Quarter
from dashboards.services.report_numbers import described
from dashboards.services.standing import Standing


@dataclass(frozen=True, slots=True)
class LogRow:
    """One number of a period: the total of an indicator, or one of its parts.

    `indicator`: as `services.report_numbers` describes one. `sites`: where it was counted, for a
    number that is not of the whole project.
    """

    indicator: dict[str, Any]
    first: date
    last: date
    shown: Shown | None
    by: str = ""
    group: str = ""
    sites: str = ""

    @property
    def is_total(self) -> bool:
        """Whether it is the number that the target is about."""
        return not self.by

    @property
    def remark(self) -> str:
        """Why there is no number, where there is none."""
        if self.shown is None:
            return str(_("not measured yet"))
        return str(_("hidden")) if self.shown["hidden"] else ""

    def number(self, name: str) -> int | None:
        """A part of what is shown; None where it is hidden."""
        return None if self.shown is None else self.shown[name]


def _total(name: str) -> Any:
    """A field of the indicator, on the line of its total alone, so that nobody adds it up."""

    def read(row: LogRow) -> object:
        told = row.indicator[name] if row.is_total else None
        return None if told is None else float(told)

    return read


def _day(row: LogRow) -> date | None:
    told = row.indicator["baseline_on"] if row.is_total else None
    return date.fromisoformat(told) if told else None


def _since(row: LogRow) -> date | None:
    """From when on everybody is counted, where that is not the period alone."""
    is_cumulative = row.indicator["over"] == Indicator.UniqueOver.PROJECT
    return date.fromisoformat(row.indicator["since"]) if is_cumulative else None


VALUE = "indicator name/code/value"
_PROMISED: list[Column[LogRow]] = [
    Column(_("code"), lambda row: row.indicator["code"], hxl(VALUE, 1)),
    Column(_("Indicator"), lambda row: in_language(row.indicator["text"]), hxl(VALUE, 0), 44),
    Column(
        _("level"),
        lambda row: str(Indicator.Level(row.indicator["level"]).label),
        "#indicator+level",
    ),
    Column(_("Counted in"), lambda row: in_language(row.indicator["unit"]), "#indicator+unit", 24),
    Column(
        _("code in the EU results framework"),
        lambda row: row.indicator["eu_code"],
        "#indicator+code+eu",
    ),
    Column(_("from"), lambda row: row.first, hxl("date", 0)),
    Column(_("until"), lambda row: row.last, hxl("date", 1)),
    Column(_("counted since"), _since, "#date+since"),
    Column(_("Baseline"), _total("baseline"), "#indicator+baseline+num"),
    Column(_("baseline measured on"), _day, "#date+baseline"),
    Column(_("Target"), _total("target"), "#indicator+target+num"),
]
_REACHED: list[Column[LogRow]] = [
    Column(_("Reached"), lambda row: row.number("amount"), hxl(VALUE, 2) + "+num"),
    Column(_("out of"), lambda row: row.number("base"), "#indicator+base+num"),
    Column(_("percent"), lambda row: row.number("percent"), "#indicator+percent+num"),
    Column(_("remark"), lambda row: row.remark, "#meta+remark"),
]
COLUMNS: list[Column[LogRow]] = [
    *_PROMISED,
    Column(_("told by"), lambda row: row.by, "#indicator+disaggregation", 24),
    Column(_("Of whom"), lambda row: row.group, "#beneficiary", 32),
    *_REACHED,
]
STANDING_COLUMNS: list[Column[LogRow]] = [
    *_PROMISED,
    Column(_("Site"), lambda row: row.sites, hxl("site (training centre)"), 32),
    *_REACHED,
]


def log_rows(report: ReportSnapshot) -> Iterator[LogRow]:
    """The lines of a report, each indicator's total before its parts."""
    for one in report.numbers:
        total = one["tables"][0]["total"] if one["tables"] else None
        yield LogRow(one, report.first_on, report.last_on, total, group=str(EVERYBODY))
        for table in one["tables"]:
            for group, shown in _parts(table):
                yield LogRow(one, report.first_on, report.last_on, shown, sides_of(table), group)


def standing_rows(lines: Sequence[Standing], quarter: Quarter, sites: str) -> Iterator[LogRow]:
    """The lines of a period that is not reported yet: totals alone."""
    for line in lines:
        since = min(quarter.first, line.indicator.project.starts_on)
        one = described(line.indicator, line.target, since)
        yield LogRow(one, quarter.first, quarter.last, line.reached, sites=sites)


def _parts(table: dict[str, Any]) -> Iterator[tuple[str, Shown]]:
    rows, columns = rows_of(table), columns_of(table)
    row_words = [str(side_word(table["row_side"], code)) for code in rows]
    column_words = [str(side_word(table["column_side"], code)) for code in columns]
    for at, row in enumerate(row_words):
        yield row, table["row_totals"][at]
        if columns:
            for column, cell in zip(column_words, table["cells"][at], strict=True):
                yield f"{row} · {column}", cell
    yield from zip(column_words, table["column_totals"] if columns else [], strict=True)
