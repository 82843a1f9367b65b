"""Small categories are merged before anything is hidden."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from dashboards.disclosure.table import Order, Table, Zeros

UNTIL = "{} – {}"


def collapse(
    totals: Sequence[int],
    *,
    k: int,
    order: Order,
    keep: Collection[int] = (),
    zeros: Zeros = "show",
) -> list[list[int]]:
    """Which categories go together, as groups of their indices, so that few are below k.

    Ordered categories (ages, weeks) join a neighbour, the smaller one; others join the smallest.
    Those to `keep` (such as unknown) neither join nor are joined. A group is small from 1 to k - 1,
    and where zeros are hidden it is so when it is empty too.
    """
    least = 0 if zeros == "hide" else 1
    groups = [[index] for index in range(len(totals))]

    def size(at: int) -> int:
        return sum(totals[index] for index in groups[at])

    def may_join(at: int) -> bool:
        return groups[at][0] not in keep

    while True:
        small = [at for at in range(len(groups)) if may_join(at) and least <= size(at) < k]
        if not small:
            return groups
        at = min(small, key=lambda one: (size(one), one))
        near = (at - 1, at + 1) if order == "ordered" else range(len(groups))
        others = [one for one in near if one != at and 0 <= one < len(groups) and may_join(one)]
        if order == "unordered":
            others = [one for one in others if size(one)]
        if not others:
            return groups
        other = min(others, key=lambda one: (size(one), one))
        first, second = sorted((at, other))
        groups[first] = sorted(groups[first] + groups[second])
        del groups[second]


def collapsed(table: Table) -> Table:
    """A table whose small categories are merged along each side that has an order."""
    if table.row_order:
        totals = [sum(line) for line in table.cells]
        groups = collapse(
            totals,
            k=table.k,
            order=table.row_order,
            keep=_fixed(table.rows, table.fixed),
            zeros=table.zeros,
        )
        table = replace(
            table,
            rows=_labels(table.rows, groups, table.row_order),
            cells=tuple(
                tuple(
                    sum(table.cells[row][column] for row in group)
                    for column in range(len(table.columns))
                )
                for group in groups
            ),
        )
    if table.column_order:
        totals = [sum(column) for column in zip(*table.cells, strict=True)] or [0] * len(
            table.columns
        )
        groups = collapse(
            totals,
            k=table.k,
            order=table.column_order,
            keep=_fixed(table.columns, table.fixed),
            zeros=table.zeros,
        )
        table = replace(
            table,
            columns=_labels(table.columns, groups, table.column_order),
            cells=tuple(
                tuple(sum(line[column] for column in group) for group in groups)
                for line in table.cells
            ),
        )
    return table


def _fixed(labels: Sequence[str], fixed: Collection[str]) -> set[int]:
    return {index for index, label in enumerate(labels) if label in fixed}


def _labels(labels: Sequence[str], groups: list[list[int]], order: Order) -> tuple[str, ...]:
    def label(group: list[int]) -> str:
        if len(group) == 1:
            return labels[group[0]]
        if order == "ordered":
            return UNTIL.format(labels[group[0]], labels[group[-1]])
        return " + ".join(labels[index] for index in group)

    return tuple(label(group) for group in groups)
