"""Which numbers of a report hide together: whatever a reader could subtract from each other.

Women who completed are some of those enrolled, and those of whom some went on are those who
completed. Attendance and commitment share their marks, so that their difference, what was excused,
is protected as well. A cumulative table lies beside the one of the report before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from dashboards.disclosure import Protected, Table
from dashboards.disclosure.outside import Group
from dashboards.disclosure.system import is_fixed
from dashboards.disclosure.table import Position, Zeros
from dashboards.indicators.behind import Crowd, few_of
from dashboards.indicators.counts import Cell, Counts
from dashboards.indicators.kept import shape_of
from dashboards.indicators.merged import UNKNOWN
from dashboards.indicators.registry import Question
from dashboards.indicators.shown import as_table, parts_table
from dashboards.services.measuring import Measured
from dashboards.services.protecting import protect_for_page

ENROLLED, COMPLETED = "women_enrolled", "women_completed"
SAME_PEOPLE = {
    "progression": COMPLETED,
    "attendance_rate": "marked",
    "commitment_rate": "marked",
}
"""Questions about the same people as another one; the others are about people of their own."""

TOGETHER = {ENROLLED: ENROLLED, COMPLETED: ENROLLED, "progression": ENROLLED}
"""Questions that are protected in one system with another one."""

WITHIN = ("attendance_rate", "commitment_rate")
"""The first counts some of the marks that the second counts, of the same ones."""


@dataclass(frozen=True, slots=True)
class Before:
    """What the report before published of a cumulative answer."""

    counts: list[Counts]
    hid: list[tuple[Position, ...]]


def protect_measured(
    measured: Sequence[Measured], before: Mapping[str, Before]
) -> dict[str, list[dict[str, Any]]]:
    """By code of the indicator, its tables as they may be shown."""
    asked = [*_of_people(measured, before), *_of_parts(measured)]
    answers = protect_for_page([one.group for one in asked])
    behind: dict[str, list[Protected]] = {}
    tells: dict[str, Callable[[list[int]], bool]] = {}
    for one, answer in zip(asked, answers, strict=True):
        for code, at in one.tables.items():
            behind[code] = answer[at]
        for code, columns in one.parts.items():
            tells[code] = _teller(answer[0], columns)
    return {
        one.indicator.code: [
            as_table(one.question, counts, hides, tells.get(one.indicator.code, _everything))
            for counts, hides in zip(one.counts, behind[one.indicator.code], strict=True)
        ]
        for one in measured
    }


def zeros_of(question: Question) -> Zeros:
    """Whether zeros of a question are shown; those that hide together do it in one way."""
    return "hide" if question.code in TOGETHER else question.zeros


@dataclass(frozen=True, slots=True)
class _Asked:
    """A group with where the tables of each indicator stand in it, or the columns of its parts."""

    group: Group
    tables: dict[str, slice]
    parts: Mapping[str, tuple[int, ...]]


def _everything(_cells: list[int]) -> bool:
    return True


def _of_people(measured: Sequence[Measured], before: Mapping[str, Before]) -> list[_Asked]:
    systems: dict[str, list[Measured]] = {}
    for one in measured:
        name = TOGETHER.get(one.question.code) or SAME_PEOPLE.get(one.question.code)
        systems.setdefault(name or one.question.code, []).append(one)
    return [_system(members, before) for members in systems.values()]


def _system(members: Sequence[Measured], before: Mapping[str, Before]) -> _Asked:
    """People behind the numbers of some indicators, now and in the report before."""
    zeros = "hide" if any(zeros_of(one.question) == "hide" for one in members) else "show"
    tables: list[Table] = []
    nested: list[tuple[int, int]] = []
    hid: list[tuple[int, tuple[Position, ...]]] = []
    slices = {}
    for one in members:
        own = [_behind(one, counts, zeros) for counts in one.counts]
        slices[one.indicator.code] = slice(len(tables), len(tables) + len(own))
        first = len(tables)
        tables += own
        earlier = before.get(one.indicator.code)
        if earlier is None or not _only_grew(earlier.counts, one.counts):
            continue
        for at, (counts, positions) in enumerate(zip(earlier.counts, earlier.hid, strict=True)):
            table = _behind(one, counts, zeros)
            if any(is_fixed(table, at) and not table.value(at) for at in positions):
                # A report of before zeros of “unknown” were shown.
                table = replace(table, fixed=frozenset())
            nested.append((first + at, len(tables)))
            hid.append((len(tables), positions))
            tables.append(replace(table, population=f"{table.population} before"))
    nested += _completed_of_enrolled(members, tables, zeros)
    return _Asked(Group(tuple(tables), tuple(nested), tuple(hid)), slices, {})


def _completed_of_enrolled(
    members: Sequence[Measured], tables: list[Table], zeros: str
) -> list[tuple[int, int]]:
    """Those who completed are some of those enrolled, as totals: the days of a status differ."""
    found = {one.question.code: one for one in members}
    outer, inner = found.get(ENROLLED), found.get(COMPLETED)
    if outer is None or inner is None or outer.since > inner.since:
        return []
    totals = [_behind(one.total(), one.total().counts[0], zeros) for one in (outer, inner)]
    if totals[0].value((0, 0)) < totals[1].value((0, 0)):
        return []
    tables += totals
    return [(len(tables) - 2, len(tables) - 1)]


def _behind(one: Measured, counts: Counts, zeros: str) -> Table:
    people = one.question.code
    if not one.is_cumulative:
        # A cumulative one may keep an old value that another one does not have.
        people = SAME_PEOPLE.get(people, people)
    return Table(
        counts.rows,
        counts.columns,
        tuple(tuple(cell.behind for cell in line) for line in counts.cells),
        zeros="hide" if zeros == "hide" else "show",
        fixed=frozenset({UNKNOWN}),
        population=f"{people} since {one.since}",
        row_name=counts.row_side or "row",
        column_name=counts.column_side or "column",
    )


def _only_grew(before: Sequence[Counts], now: Sequence[Counts]) -> bool:
    """Whether tables are of one shape and no number is smaller than it was."""
    if [shape_of(one) for one in before] != [shape_of(one) for one in now]:
        return False
    return all(
        old.behind <= new.behind
        for earlier, later in zip(before, now, strict=True)
        for old_line, new_line in zip(earlier.cells, later.cells, strict=True)
        for old, new in zip(old_line, new_line, strict=True)
    )


def _of_parts(measured: Sequence[Measured]) -> list[_Asked]:
    shares = {one.question.code: one for one in measured if one.counts[0].has_parts}
    pair = [shares[code] for code in WITHIN if code in shares]
    found = []
    if len(pair) == 2 and _same_marks(*pair):
        inner, outer = pair
        codes = {inner.indicator.code: (0, -1), outer.indicator.code: (2, -1)}
        found.append(_Asked(Group((_three_parts(inner, outer),)), {}, codes))
        shares = {code: one for code, one in shares.items() if code not in WITHIN}
    found += [
        _Asked(Group((_two_parts(one),)), {}, {one.indicator.code: (0, 1, -1)})
        for one in shares.values()
    ]
    return found


def _same_marks(one: Measured, other: Measured) -> bool:
    return [cell.base for cell in _cells(one)] == [cell.base for cell in _cells(other)]


def _cells(one: Measured) -> list[Cell]:
    return [cell for line in one.counts[0].cells for cell in line]


def _two_parts(one: Measured) -> Table:
    parts = [(cell.amount, cell.base - cell.amount) for cell in _cells(one)]
    return parts_table(("in", "not"), parts, one.counts[0].few)


def _three_parts(inner: Measured, outer: Measured) -> Table:
    parts = [
        (small.amount, large.amount - small.amount, large.base - large.amount)
        for small, large in zip(_cells(inner), _cells(outer), strict=True)
    ]
    return parts_table(("in", "between", "not"), parts, few_of(_behind_three(inner, outer)))


def _behind_three(inner: Measured, outer: Measured) -> list[list[Crowd]]:
    """Who adds to each part of each cell; the two answers are about the same marks."""
    there = {(unit.person, unit.status): unit.amount for unit in inner.answer.units}
    behind: list[list[set[UUID]]] = [[set(), set(), set()] for _cell in _cells(outer)]
    for unit in outer.answer.units:
        if unit.person is None:
            continue
        small = there[unit.person, unit.status]
        adds = (small, unit.amount - small, unit.base - unit.amount)
        for part, number in zip(behind[outer.counts[0].place_of(unit)], adds, strict=True):
            if number:
                part.add(unit.person)
    return [[frozenset(part) for part in parts] for parts in behind]


def _teller(parts: Protected, columns: Sequence[int]) -> Callable[[list[int]], bool]:
    """Whether a share of some cells may be told: its parts and their sum, each or all together."""

    def tells(at: list[int]) -> bool:
        if len(at) == len(parts.rows):
            return all(parts.value((-1, column)) is not None for column in columns)
        return all(parts.value((one, column)) is not None for one in at for column in columns)

    return tells
