"""A cumulative number that moved by a few keeps its old value until it moved by more.

Otherwise two reports beside each other would tell of one to k - 1 women what a single report
hides. Tables keep whole rows, all tables of an answer the same ones, so that they still add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboards.disclosure.table import K
from dashboards.indicators.counts import Counts


def keep_small_changes(now: Sequence[Counts], before: Sequence[Counts]) -> list[Counts]:
    """Counts to publish after some that were published; those of another shape start anew."""
    if [shape_of(one) for one in now] != [shape_of(one) for one in before]:
        return list(now)
    told = list(now)
    while True:
        moved = {
            row
            for new, old in zip(told, before, strict=True)
            for row in _rows_that_moved_by_a_few(new, old)
        }
        if not moved:
            return told
        told = [
            replace(
                new,
                cells=tuple(
                    old.cells[row] if row in moved else line for row, line in enumerate(new.cells)
                ),
            )
            for new, old in zip(told, before, strict=True)
        ]


def shape_of(counts: Counts) -> tuple[object, ...]:
    """By what a table is told, and in which categories."""
    return counts.row_side, counts.column_side, counts.rows, counts.columns, len(counts.cells)


def _rows_that_moved_by_a_few(new: Counts, old: Counts) -> set[int]:
    moves = [
        [after.behind - before.behind for after, before in zip(line, earlier, strict=True)]
        for line, earlier in zip(new.cells, old.cells, strict=True)
    ]
    changed = {row for row, line in enumerate(new.cells) if line != old.cells[row]}
    rows = {row for row, line in enumerate(moves) if any(map(_few, line)) or _few(sum(line))}
    columns = [sum(column) for column in zip(*moves, strict=True)]
    if any(map(_few, columns)) or _few(sum(columns)):
        rows |= changed
    return rows & changed


def _few(change: int) -> bool:
    return 1 <= abs(change) < K
