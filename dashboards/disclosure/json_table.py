"""A table of counts as JSON, in and out."""

from __future__ import annotations

import json
from typing import Any

from dashboards.disclosure.table import K, Protected, Table, Zeros

LARGEST = 1_000_000_000
MOST_CELLS = 5_000
LARGEST_K = 1_000
KNOWN = frozenset({"rows", "cols", "cells", "k", "zeros"})


class UnreadableTable(Exception):
    """What is wrong with the JSON, in one sentence."""


def read_table(text: str) -> Table:
    """The table that a JSON text tells: `rows` and `cols` of names, `cells` of whole numbers."""
    try:
        told = json.loads(text, parse_int=_whole_number)
    except (ValueError, RecursionError) as problem:
        raise UnreadableTable("The input is not JSON.") from problem
    if not isinstance(told, dict):
        raise UnreadableTable("The input is not a JSON object with rows, cols and cells.")
    for name in ("rows", "cols", "cells"):
        if not isinstance(told.get(name), list):
            raise UnreadableTable(f'"{name}" is missing or not a list.')
    rows, columns = _names(told["rows"], "rows"), _names(told["cols"], "cols")
    if len(rows) * len(columns) > MOST_CELLS:
        raise UnreadableTable(f"The table is too big: it may have {MOST_CELLS} cells.")
    return Table(rows, columns, _cells(told["cells"], rows, columns), _k(told), _zeros(told))


def unknown_keys(text: str) -> list[str]:
    """What a readable table says besides, such as a misspelled "zeros"."""
    return sorted(set(json.loads(text, parse_int=str)) - KNOWN)


def as_json(table: Table, protected: Protected) -> dict[str, Any]:
    """A protected table in the shape in which it came, with its margins."""
    return {
        "rows": list(protected.rows),
        "cols": list(protected.columns),
        "cells": [list(line) for line in protected.cells],
        "row_totals": list(protected.row_totals),
        "column_totals": list(protected.column_totals),
        "grand_total": protected.grand_total,
        "k": table.k,
        "zeros": table.zeros,
        "primary": [list(position) for position in protected.primary],
        "secondary": [list(position) for position in protected.secondary],
    }


def _whole_number(digits: str) -> int:
    """A number as JSON writes it; more digits than any count has become one that is too big."""
    return int(digits) if len(digits) <= 20 else (LARGEST + 1) * (-1 if digits[0] == "-" else 1)


def _names(told: list[Any], what: str) -> tuple[str, ...]:
    if not all(isinstance(name, str) for name in told):
        raise UnreadableTable(f'"{what}" may hold texts alone.')
    if len(told) > MOST_CELLS:
        raise UnreadableTable(f'The table is too big: "{what}" may have {MOST_CELLS} names.')
    return tuple(told)


def _cells(
    told: list[Any], rows: tuple[str, ...], columns: tuple[str, ...]
) -> tuple[tuple[int, ...], ...]:
    if len(told) != len(rows):
        raise UnreadableTable(f'"cells" has {len(told)} lines for {len(rows)} rows.')
    for number, line in enumerate(told):
        if not isinstance(line, list):
            raise UnreadableTable(f"Line {number} of the cells is not a list.")
        if len(line) != len(columns):
            raise UnreadableTable(
                f"Line {number} of the cells has {len(line)} numbers for {len(columns)} columns."
            )
        for at, value in enumerate(line):
            _check(value, f"The cell [{number}, {at}]")
    return tuple(map(tuple, told))


def _check(value: object, what: str) -> None:
    if type(value) is not int:
        raise UnreadableTable(f"{what} is not a whole number.")
    if value < 0:
        raise UnreadableTable(f"{what} is negative.")
    if value > LARGEST:
        raise UnreadableTable(f"{what} is too big: counts go to {LARGEST:,}.")


def _k(told: dict[str, Any]) -> int:
    k = told.get("k", K)
    if type(k) is not int or not 1 <= k <= LARGEST_K:
        raise UnreadableTable(f'"k" is a whole number from 1 to {LARGEST_K:,}.')
    return k


def _zeros(told: dict[str, Any]) -> Zeros:
    zeros = told.get("zeros", "show")
    if zeros not in ("show", "hide"):
        raise UnreadableTable('"zeros" is "show" or "hide".')
    return "show" if zeros == "show" else "hide"
