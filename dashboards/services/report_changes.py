"""What later corrections would change in a frozen report, told of enough women or not at all.

An indicator is told anew only where no line of it changed by a few women, and a line of it only
where the report shows it and nothing small can be worked out. The rest waits for the next report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dashboards.disclosure.table import ALL, K
from dashboards.indicators.counts import Cell, Counts, count, parts_of
from dashboards.indicators.merged import merged_before
from dashboards.indicators.registry import Question, question
from dashboards.indicators.shown import Shown, as_shown
from dashboards.indicators.stored import counts_of, records_of, total_of
from dashboards.indicators.units import Period
from dashboards.models import Indicator, ReportSnapshot
from dashboards.services.report_protection import COMPLETED, ENROLLED, WITHIN
from dashboards.services.statistics import counting_for

if TYPE_CHECKING:
    from core.scope import Scoped

TOTAL = ""
"""The code of the line of all."""

Lines = dict[str, Cell]
PAIRS = (WITHIN, (COMPLETED, ENROLLED))
"""The first counts some of what the second counts: their difference is a number too."""


@dataclass(frozen=True, slots=True)
class Change:
    """A line of an indicator that is another one now; `row` is a status, or all of them."""

    code: str
    row: str
    then: Shown
    now: Shown


def changes_of(report: ReportSnapshot, user: Scoped) -> list[Change]:
    """Count the period again at the same places, and say what became of the numbers."""
    with counting_for(user):
        basis = report.basis.counts
        now = {
            one.code: _counted_again(report, one, asked, basis)
            for one in report.project.indicators.all()
            if one.code in basis["indicators"] and (asked := question(one.question))
        }
    return [
        change
        for one in report.numbers
        if one["code"] in now
        for change in _changes(one, now[one["code"]], _others(one["code"], now))
    ]


@dataclass(frozen=True, slots=True)
class _Again:
    """The lines of an indicator then and now, exact, and how many people changed in each."""

    asked: Question
    then: Lines
    now: Lines
    changed: dict[str, int]
    # Lines of a share of which one part is that of a few.
    few: frozenset[str]


def _counted_again(
    report: ReportSnapshot, indicator: Indicator, asked: Question, basis: dict[str, Any]
) -> _Again:
    kept = basis["indicators"][indicator.code]
    since = date.fromisoformat(kept["since"])
    answer = asked.ask(Period(basis["places"], since, report.last_on))
    exact = counts_of(kept["exact"][0])
    sides = [exact.row_side] if exact.row_side else []
    then = _lines(exact)
    again = count(answer, asked.kind, sides, merged_before([exact]))[0]
    return _Again(
        asked,
        then,
        _lines(again),
        _who_changed(kept["records"], records_of(answer), then, bool(sides), exact.of_things),
        frozenset(TOTAL if row == ALL else again.rows[row] for row, _part in again.few.positions),
    )


def _lines(counts: Counts) -> Lines:
    """Each row added up, and all together."""
    rows = {
        code: total_of(Counts("", "", (line,), of_things=counts.of_things)).cells[0][0]
        for code, line in zip(counts.rows, counts.cells, strict=True)
    }
    return {**(rows if counts.row_side else {}), TOTAL: total_of(counts).cells[0][0]}


def _who_changed(
    then: Sequence[list[Any]],
    now: Sequence[list[Any]],
    lines: Lines,
    by_row: bool,
    of_things: bool,
) -> dict[str, int]:
    if of_things:
        # A session is nobody: whether enough women stand behind it is asked elsewhere.
        return dict.fromkeys(lines, K)
    found = {}
    for row in lines:
        old, new = (_hers(records, row, by_row) for records in (then, now))
        found[row] = sum(old.get(who) != new.get(who) for who in old.keys() | new.keys())
    return found


def _hers(records: Sequence[list[Any]], row: str, by_row: bool) -> dict[str, tuple[int, int]]:
    """What each of them adds to a line."""
    found: dict[str, tuple[int, int]] = {}
    for who, amount, base, status, *_sides in records:
        if row == TOTAL or not by_row or status in parts_of(row):
            before = found.get(who, (0, 0))
            found[who] = (before[0] + amount, before[1] + base)
    return found


def _others(code: str, now: Mapping[str, _Again]) -> list[_Again]:
    """Those whose difference to an indicator is a number too."""
    asked = now[code].asked.code
    partners = {one for pair in PAIRS if asked in pair for one in pair} - {asked}
    return [one for one in now.values() if one.asked.code in partners]


def _changes(frozen: dict[str, Any], again: _Again, others: Sequence[_Again]) -> list[Change]:
    shown = _shown_then(frozen["tables"][0])
    if _cannot_tell(again, shown, others):
        return []
    found = []
    for row, then in shown.items():
        cell = again.now.get(row)
        if cell is None or then["hidden"] or row in again.few:
            continue
        if not _is_large(cell):
            continue
        now = as_shown(again.asked, cell.amount, cell.base)
        if now != then:
            found.append(Change(frozen["code"], row, then, now))
    return found


def _shown_then(table: dict[str, Any]) -> dict[str, Shown]:
    rows = dict(zip(table["rows"], table["row_totals"], strict=True)) if table["row_side"] else {}
    return {**rows, TOTAL: table["total"]}


def _cannot_tell(again: _Again, shown: dict[str, Shown], others: Sequence[_Again]) -> bool:
    """Whether the lines, or another indicator beside them, would tell of a few."""
    total = again.now[TOTAL]
    rows = [row for row in again.now if row != TOTAL]
    hidden = [row for row in rows if shown[row]["hidden"]]
    if any(1 <= again.changed[row] < K for row in (*rows, TOTAL)):
        # Lines that stay old and lines that are new do not add up to a total of either kind.
        return True
    if any(again.now[row].behind < again.then[row].behind for row in hidden):
        return True
    if any(1 <= total.behind - again.now[row].behind < K for row in rows):
        return True
    return any(
        1 <= abs(again.now[row].amount - other.now[row].amount) < K
        for other in others
        for row in again.now
        if row in other.now
    )


def _is_large(cell: Cell) -> bool:
    if cell.behind < K:
        return False
    rest = cell.base - cell.amount
    return not cell.base or not (1 <= cell.amount < K or 1 <= rest < K)
