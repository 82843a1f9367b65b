"""What a report says of each indicator, and what it was made of.

`numbers` is a list of one object for each indicator, in the order of the log frame:
`code`, `text` and `unit` by language, `level`, `kind`, `over`, `since`, `eu_code`, `baseline` and
`baseline_on`, `target`, and `tables` as `indicators.shown` writes them, the first of which has the
total. An indicator that no room answers yet has no tables.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from dashboards.indicators.kept import keep_small_changes
from dashboards.indicators.merged import merged, merged_before
from dashboards.indicators.registry import question
from dashboards.indicators.stored import counts_as_json, counts_of, records_of
from dashboards.models import Indicator, ReportSnapshot
from dashboards.services.measuring import Measured, measure
from dashboards.services.report_protection import Before, protect_measured, zeros_of

LANGUAGES = {"ar": "ar", "ckb": "ckb", "en": "en", "tr": "tr-iq"}


def numbers_of(
    indicators: Sequence[Indicator],
    places: Collection[int],
    first: date,
    last: date,
    *,
    targets: Mapping[Any, Decimal],
    previous: ReportSnapshot | None,
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The numbers of a period as they may be shown, and the restricted basis of them.

    Call it inside `statistics.counting_for`. `targets` are by the id of the indicator.
    """
    before = before_of(previous) if previous else {}
    measured = [_merged(one, before) for one in measure(indicators, places, first, last)]
    told = [_told(one, before) for one in measured]
    tables = protect_measured(told, before)
    basis = {
        exact.indicator.code: {
            "since": exact.since.isoformat(),
            "exact": [counts_as_json(one) for one in exact.counts],
            "told": [counts_as_json(one) for one in shown.counts],
            "records": records_of(exact.answer),
        }
        for exact, shown in zip(measured, told, strict=True)
    }
    since = {one.indicator.code: one.since for one in measured}
    numbers = [
        described(one, targets.get(one.pk), since.get(one.code, first))
        | {"tables": tables.get(one.code, [])}
        for one in indicators
    ]
    return numbers, {"places": sorted(places), "indicators": basis}


def before_of(report: ReportSnapshot) -> dict[str, Before]:
    """By code, what a report published of the answers that it counted over the whole project."""
    basis = report.basis.counts["indicators"]
    return {
        one["code"]: Before(
            [counts_of(table) for table in basis[one["code"]]["told"]],
            [_hidden_in(table) for table in one["tables"]],
        )
        for one in report.numbers
        if one["over"] == Indicator.UniqueOver.PROJECT and one["code"] in basis
    }


def _merged(one: Measured, before: Mapping[str, Before]) -> Measured:
    """Small categories go together; those of a cumulative number stay as they were published.

    Otherwise two reports would tell the same women apart in two ways.
    """
    earlier = before.get(one.indicator.code)
    if one.is_cumulative and earlier is not None:
        return one.in_categories(merged_before(earlier.counts))
    return one.in_categories(merged(one.answer, one.sides, zeros_of(one.question)))


def _told(one: Measured, before: Mapping[str, Before]) -> Measured:
    """A cumulative number that moved by a few keeps its old value."""
    earlier = before.get(one.indicator.code)
    if not one.is_cumulative or earlier is None:
        return one
    return replace(one, counts=keep_small_changes(one.counts, earlier.counts))


def _hidden_in(table: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    cells = [
        ((row, column), cell)
        for row, line in enumerate(table["cells"])
        for column, cell in enumerate(line)
    ]
    cells += [((row, -1), cell) for row, cell in enumerate(table["row_totals"])]
    cells += [((-1, column), cell) for column, cell in enumerate(table["column_totals"])]
    cells.append(((-1, -1), table["total"]))
    return tuple(position for position, cell in cells if cell["hidden"])


def described(one: Indicator, target: Decimal | None, since: date) -> dict[str, Any]:
    """An indicator as a report says it, without what was reached."""
    asked = question(one.question)
    return {
        "code": one.code,
        "text": {suffix: getattr(one, f"text_{suffix}") for suffix in LANGUAGES},
        "unit": {suffix: _unit(one, code) for suffix, code in LANGUAGES.items()},
        "level": one.level,
        "kind": asked.kind.value if asked else "",
        "over": one.unique_over,
        "since": since.isoformat(),
        "eu_code": one.eu_code,
        "baseline": None if one.baseline is None else str(one.baseline),
        "baseline_on": one.baseline_on.isoformat() if one.baseline_on else None,
        "target": None if target is None else str(target),
    }


def _unit(one: Indicator, language: str) -> str:
    asked = question(one.question)
    with override(language):
        return str(asked.unit) if asked else ""
