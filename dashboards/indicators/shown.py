"""Counts as they may be shown: the one way from exact numbers to those that leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dashboards.disclosure import Protected, Table, percentage
from dashboards.disclosure.outside import Group, protect_outside
from dashboards.disclosure.table import ALL, K, Position
from dashboards.indicators.behind import Few
from dashboards.indicators.counts import Counts
from dashboards.indicators.registry import Question
from dashboards.indicators.units import Kind

Shown = dict[str, Any]
"""JSON: `amount`, `base`, `percent`; a hidden number has None for all, and `hidden` true."""


def protect_counts(question: Question, counts: Sequence[Counts]) -> list[dict[str, Any]]:
    """Tables as JSON, without what must not be shown; see `as_shown` for a cell."""
    return shown_of(question, counts, protect_outside(groups_of(question, counts)))


def groups_of(question: Question, counts: Sequence[Counts]) -> list[Group]:
    """What has to be protected: the tables themselves, and the parts of what has some."""
    tables = tuple(_table(question, one, _behind(one)) for one in counts)
    return [Group(tables), *(Group((_parts(one),)) for one in _with_parts(counts))]


def shown_of(
    question: Question, counts: Sequence[Counts], answers: Sequence[Sequence[Protected]]
) -> list[dict[str, Any]]:
    """Tables as JSON, after the groups of `groups_of` were protected."""
    behind, *parts = answers
    shares = {id(one): part[0] for one, part in zip(_with_parts(counts), parts, strict=True)}
    return [
        as_table(question, one, hidden, _teller(one, shares.get(id(one))))
        for one, hidden in zip(counts, behind, strict=True)
    ]


def _with_parts(counts: Sequence[Counts]) -> list[Counts]:
    return [one for one in counts if one.has_parts]


def _table(question: Question, counts: Counts, cells: tuple[tuple[int, ...], ...]) -> Table:
    return Table(
        counts.rows,
        counts.columns,
        cells,
        k=K,
        zeros=question.zeros,
        population=question.code,
        row_name=counts.row_side or "row",
        column_name=counts.column_side or "column",
    )


def _behind(counts: Counts) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(cell.behind for cell in line) for line in counts.cells)


def _parts(counts: Counts) -> Table:
    """What is in and what is not, of every cell, protected as counts of their own."""
    cells = [cell for line in counts.cells for cell in line]
    return parts_table(
        ("in", "not"), [(cell.amount, cell.base - cell.amount) for cell in cells], counts.few
    )


def parts_table(parts: Sequence[str], cells: Sequence[tuple[int, ...]], few: Few) -> Table:
    """The parts of each cell of shares, one below the other."""
    rows = tuple(str(at) for at in range(len(cells)))
    return Table(rows, tuple(parts), tuple(cells), few=few.positions, few_left=few.left)


def as_table(
    question: Question,
    counts: Counts,
    behind: Protected,
    tells: Callable[[list[int]], bool] = lambda at: True,
) -> dict[str, Any]:
    """A table as JSON; `tells` says of cells, by number, whether their share may be told."""
    rows, columns = range(len(counts.rows)), range(len(counts.columns))

    def cell(position: Position) -> Shown:
        row, column = position
        inside = [
            (at_row, at_column)
            for at_row in rows
            for at_column in columns
            if row in (ALL, at_row) and column in (ALL, at_column)
        ]
        if behind.value(position) is None:
            return as_shown(question, None, None)
        amount = sum(counts.cells[r][c].amount for r, c in inside)
        base = sum(counts.cells[r][c].base for r, c in inside)
        if not tells([r * len(counts.columns) + c for r, c in inside]):
            return as_shown(question, None, None)
        return as_shown(question, amount, base)

    return {
        "row_side": counts.row_side,
        "column_side": counts.column_side,
        "rows": list(counts.rows),
        "columns": list(counts.columns),
        "cells": [[cell((row, column)) for column in columns] for row in rows],
        "row_totals": [cell((row, ALL)) for row in rows],
        "column_totals": [cell((ALL, column)) for column in columns],
        "total": cell((ALL, ALL)),
    }


def _teller(counts: Counts, parts: Protected | None) -> Callable[[list[int]], bool]:
    """Whether a share of some cells may be told: both parts of each, or of all together."""
    size = len(counts.rows) * len(counts.columns)

    def tells(at: list[int]) -> bool:
        if parts is None:
            return True
        if len(at) == size:
            return None not in parts.column_totals
        return all(None not in parts.cells[one] for one in at)

    return tells


def as_shown(question: Question, amount: int | None, base: int | None) -> Shown:
    """One number as JSON."""
    if amount is None:
        return {"amount": None, "base": None, "percent": None, "hidden": True}
    if question.kind is not Kind.SHARE:
        return {"amount": amount, "base": None, "percent": None, "hidden": False}
    percent = percentage(amount, base)
    return {"amount": amount, "base": base, "percent": percent, "hidden": False}
