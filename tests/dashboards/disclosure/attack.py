"""Attackers who share no code with the product: one solves, one tries every table."""

from __future__ import annotations

from itertools import product
from math import ceil, floor

from scipy.optimize import linprog

from dashboards.disclosure.table import ALL, Table


def expressions(table):
    """Every position with the cells that add up to it."""
    rows, columns = range(len(table.rows)), range(len(table.columns))
    for row, column in table.positions():
        yield (
            (row, column),
            [(r, c) for r in rows for c in columns if (row in (ALL, r)) and (column in (ALL, c))],
        )


def intervals(table, protected):
    """What linear programming over cells alone knows of each hidden position."""
    cells = [(r, c) for r in range(len(table.rows)) for c in range(len(table.columns))]
    at = {cell: number for number, cell in enumerate(cells)}
    lines, totals = [], []
    for position, parts in expressions(table):
        value = protected.value(position)
        if value is not None:
            lines.append([1.0 if cell in parts else 0.0 for cell in cells])
            totals.append(value)
    least = 1 if table.zeros == "show" else 0
    bounds = [
        (least, None) if protected.value(cell) is None else (protected.value(cell),) * 2
        for cell in cells
    ]
    found = {}
    for position, parts in expressions(table):
        if protected.value(position) is None:
            goal = [0.0] * len(cells)
            for cell in parts:
                goal[at[cell]] = 1.0
            ends = []
            for sign in (1, -1):
                answer = linprog(
                    [sign * by for by in goal],
                    A_eq=lines or None,
                    b_eq=totals or None,
                    bounds=bounds,
                    method="highs",
                )
                ends.append(float("inf") if answer.status == 3 else sign * answer.fun)
            found[position] = tuple(ends)
    return found


def wins(table, protected):
    """Positions at which the attacker learns what she must not."""
    won = []
    for position, (low, high) in intervals(table, protected).items():
        value = table.value(position)
        is_small = value < table.k and (value > 0 or table.zeros == "hide")
        if is_small and high < table.k - 1e-6:
            won.append((position, "small"))
        if high != float("inf") and floor(high + 1e-6) <= ceil(low - 1e-6):
            won.append((position, "pinned"))
    for total, parts in expressions(table):
        for position, inner in expressions(table):
            value, whole = protected.value(position), protected.value(total)
            if value is None or whole is None or not set(inner) < set(parts):
                continue
            if 1 <= whole - value < table.k:
                won.append((position, total))
    return won


def consistent_tables(table, protected, up_to):
    """Every table of small numbers that shows what this one shows; the rule is known."""
    least = 1 if table.zeros == "show" else 0
    cells = [(r, c) for r in range(len(table.rows)) for c in range(len(table.columns))]
    choices = [
        range(least, up_to) if protected.value(cell) is None else (protected.value(cell),)
        for cell in cells
    ]
    for numbers in product(*choices):
        lines = [
            numbers[row * len(table.columns) : (row + 1) * len(table.columns)]
            for row in range(len(table.rows))
        ]
        guess = Table(table.rows, table.columns, tuple(lines), table.k, table.zeros)
        if all(
            protected.value(position) in (None, guess.value(position))
            for position in table.positions()
        ):
            yield guess
