"""Exact counts as JSON, for the restricted basis of a report."""

from __future__ import annotations

from typing import Any

from dashboards.indicators.counts import Cell, Counts
from dashboards.indicators.units import Answer


def counts_as_json(counts: Counts) -> dict[str, Any]:
    """A table as it is kept; its codes are kept too, so that later categories change nothing."""
    return {
        "row_side": counts.row_side,
        "column_side": counts.column_side,
        "rows": list(counts.rows),
        "columns": list(counts.columns),
        "cells": [[list(cell) for cell in line] for line in counts.cells],
        "of_things": counts.of_things,
    }


def counts_of(told: dict[str, Any]) -> Counts:
    """A table as it was kept."""
    return Counts(
        told["row_side"],
        told["column_side"],
        tuple(tuple(Cell(*cell) for cell in line) for line in told["cells"]),
        of_things=told["of_things"],
        row_codes=tuple(told["rows"]),
        column_codes=tuple(told["columns"]),
    )


def records_of(answer: Answer) -> list[list[Any]]:
    """Who or what stands behind an answer: ids with what each of them added, as it was then."""
    people = [[str(unit.person), *unit[1:]] for unit in answer.units if unit.person is not None]
    return people or [[str(thing)] for thing in answer.things]


def total_of(counts: Counts) -> Counts:
    """The grand total alone; a partition adds up to it."""
    cells = [cell for line in counts.cells for cell in line]
    behind = max((cell.behind for cell in cells), default=0)
    added = Cell(
        sum(cell.amount for cell in cells),
        sum(cell.base for cell in cells),
        behind if counts.of_things else sum(cell.behind for cell in cells),
    )
    return Counts("", "", ((added,),), of_things=counts.of_things, few=counts.few.of_total())
