"""The log frame in words: of a report as it was frozen, or of a period that goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import reduce
from itertools import chain
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.dates import whole_day_text
from core.translated import FALLBACK, SUFFIXES
from dashboards.charts import NOTHING
from dashboards.figures.project import hidden, rate
from dashboards.indicators.counts import parts_of
from dashboards.indicators.merged import is_told
from dashboards.indicators.registry import Question
from dashboards.indicators.shown import Shown
from dashboards.indicators.units import Kind
from dashboards.models import Indicator, ReportSnapshot
from dashboards.services.report_changes import TOTAL, Change
from dashboards.services.standing import Standing

UNKNOWN = gettext_lazy("not known")
EVERYBODY = gettext_lazy("all")
SIDE_WORDS: dict[str, dict[str, str | Promise]] = {
    "status": {
        "idp": gettext_lazy("displaced"),
        "host": gettext_lazy("host community"),
        "returnee": gettext_lazy("returned"),
        "other": gettext_lazy("another status"),
    },
    "age": {
        "0-17": gettext_lazy("under 18"),
        "18-24": "18–24",
        "25-39": "25–39",
        "40-59": "40–59",
        "60+": gettext_lazy("60 and over"),
    },
    "disability": {
        "yes": gettext_lazy("with a disability"),
        "no": gettext_lazy("without a disability"),
    },
    "child_age": {
        "0-1": gettext_lazy("under 2"),
        "2": gettext_lazy("2 years"),
        "3-5": "3–5",
        "6+": gettext_lazy("6 and over"),
    },
    "child_sex": {"f": gettext_lazy("girls"), "m": gettext_lazy("boys")},
    "playroom": {
        "used": gettext_lazy("with the playroom"),
        "not_used": gettext_lazy("without the playroom"),
    },
}
AGES = ("age", "child_age", "recipient_age")
BY_WORDS: dict[str, str | Promise] = {
    "status": gettext_lazy("By status"),
    "age": gettext_lazy("By age"),
    "disability": gettext_lazy("By disability"),
    "child_age": gettext_lazy("By age"),
    "child_sex": gettext_lazy("Girls and boys"),
    "playroom": gettext_lazy("With and without the playroom"),
}


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of an indicator: what it is told by, its columns, and its lines of texts.

    `is_hidden`: all of it but the total of all, which the log frame has.
    """

    title: str
    columns: list[str]
    lines: list[tuple[str, list[str]]]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class LogLine:
    """An indicator in words; `id` leads to the page where it is edited."""

    code: str
    text: str
    unit: str
    level: str
    eu_code: str
    baseline: str
    baseline_on: str
    target: str
    reached: str
    since: str = ""
    is_measured: bool = True
    grids: list[Grid] = field(default_factory=list)
    id: Any = None


def log_lines(report: ReportSnapshot) -> list[LogLine]:
    """The lines of a frozen report in the language of the page."""
    return [
        LogLine(
            code=one["code"],
            text=in_language(one["text"]),
            unit=in_language(one["unit"]),
            level=str(Indicator.Level(one["level"]).label),
            baseline=_decimal(one["baseline"], one["kind"]),
            eu_code=one["eu_code"],
            baseline_on=_day(one["baseline_on"]),
            target=_decimal(one["target"], one["kind"]),
            reached=told(one["tables"][0]["total"], one["kind"]) if one["tables"] else "",
            since=_day(one["since"]) if one["over"] == Indicator.UniqueOver.PROJECT else "",
            is_measured=bool(one["tables"]),
            grids=[_grid(table, one["kind"]) for table in one["tables"] if _has_sides(table)],
        )
        for one in report.numbers
    ]


def standing_lines(lines: list[Standing]) -> list[LogLine]:
    """The same of a period that is not reported yet."""
    return [
        LogLine(
            code=line.indicator.code,
            text=line.indicator.text,
            unit=str(line.question.unit) if line.question else "",
            level=line.indicator.get_level_display(),
            baseline=_decimal(line.indicator.baseline, _kind(line.question)),
            eu_code=line.indicator.eu_code,
            baseline_on=_day(line.indicator.baseline_on),
            target=_decimal(line.target, _kind(line.question)),
            reached=told(line.reached, _kind(line.question)) if line.reached else "",
            since=_day(line.indicator.project.starts_on)
            if line.indicator.unique_over == Indicator.UniqueOver.PROJECT
            else "",
            is_measured=line.reached is not None,
            id=line.indicator.pk,
        )
        for line in lines
    ]


def change_lines(report: ReportSnapshot, changes: list[Change]) -> list[tuple[str, str, str, str]]:
    """What corrections changed: the indicator, of whom, what the report says, what is true now."""
    frozen = {one["code"]: one for one in report.numbers}
    return [
        (
            in_language(frozen[one.code]["text"]),
            str(EVERYBODY if one.row == TOTAL else side_word("status", one.row)),
            told(one.then, frozen[one.code]["kind"]),
            told(one.now, frozen[one.code]["kind"]),
        )
        for one in changes
    ]


def in_language(texts: Mapping[str, str]) -> str:
    """A text that was kept in four languages, in that of the page, or the first there is."""
    own = SUFFIXES.get(get_language() or "ar", "ar")
    return next((texts[code] for code in (own, *FALLBACK) if texts.get(code)), "")


def told(shown: Shown, kind: str) -> str:
    """A number of an indicator: a share with its counts, a count alone, or that it is hidden."""
    if kind == Kind.SHARE:
        return rate(shown).text
    return hidden().text if shown["hidden"] else str(shown["amount"])


def side_word(side: str, code: str) -> str | Promise:
    """A category as people say it; one that is no more is told by its code."""
    parts = parts_of(code)
    if len(parts) > 1:
        return (
            _ages(parts)
            if side in AGES
            else reduce(_either, (side_word(side, one) for one in parts))
        )
    return SIDE_WORDS.get(side, {}).get(code) or (UNKNOWN if code == "unknown" else code)


def _either(one: str | Promise, other: str | Promise) -> str:
    return _("%(one)s or %(other)s") % {"one": one, "other": other}


def _ages(codes: Sequence[str]) -> str:
    """Merged ages, from the first to the last of such codes as 0-17, 2 and 60+."""
    youngest = int(codes[0].rstrip("+").split("-")[0])
    oldest = None if codes[-1].endswith("+") else int(codes[-1].split("-")[-1])
    if oldest is None:
        return _("%(age)d and over") % {"age": youngest}
    if not youngest:
        return _("under %(age)d") % {"age": oldest + 1}
    return f"{youngest}–{oldest}"


def sides_of(table: Mapping[str, Any]) -> str:
    """What a table is told by: “By status” or “By status · By age”."""
    sides = [
        (BY_WORDS.get(side, side), codes)
        for side, codes in (
            (table["row_side"], table["rows"]),
            (table["column_side"], table["columns"]),
        )
        if side
    ]
    return " · ".join(
        str(words) if is_told(codes) else _("%(by)s: known of too few") % {"by": words}
        for words, codes in sides
    )


def rows_of(table: Mapping[str, Any]) -> list[str]:
    """The codes of rows that tell people apart."""
    return table["rows"] if table["row_side"] and is_told(table["rows"]) else []


def columns_of(table: Mapping[str, Any]) -> list[str]:
    """The same of columns."""
    return table["columns"] if table["column_side"] and is_told(table["columns"]) else []


def _has_sides(table: Mapping[str, Any]) -> bool:
    return bool(rows_of(table) or columns_of(table))


def _grid(table: Mapping[str, Any], kind: str) -> Grid:
    columns = columns_of(table)
    labels = [str(side_word(table["column_side"], code)) for code in columns]
    lines = []
    for at, code in enumerate(rows_of(table)):
        cells = [told(cell, kind) for cell in table["cells"][at]] if columns else []
        total = told(table["row_totals"][at], kind)
        lines.append((str(side_word(table["row_side"], code)), [*cells, total]))
    totals = [told(cell, kind) for cell in table["column_totals"]] if columns else []
    lines.append((str(EVERYBODY), [*totals, told(table["total"], kind)]))
    parts = [*table["row_totals"], *table["column_totals"], *chain(*table["cells"])]
    head = [*labels, str(EVERYBODY)] if columns else [_("Reached")]
    return Grid(sides_of(table), head, lines, all(part["hidden"] for part in parts))


def _day(day: date | str | None) -> str:
    if isinstance(day, str):
        day = date.fromisoformat(day)
    return whole_day_text(day) if day else ""


def _kind(question: Question | None) -> str:
    return question.kind if question else ""


def _decimal(number: Decimal | str | None, kind: str) -> str:
    if number is None:
        return NOTHING.text
    plain = f"{Decimal(number).normalize():f}"
    return _("%(number)s %%") % {"number": plain} if kind == Kind.SHARE else plain
