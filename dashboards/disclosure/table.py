"""A table of counts as it comes in, and as it may go out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

ALL = -1
"""The index of a margin: (2, ALL) is a row's total, (ALL, 0) a column's, (ALL, ALL) of all."""

Position = tuple[int, int]
Zeros = Literal["show", "hide"]
Order = Literal["ordered", "unordered"]

Rest = tuple[Position, Position]
"""A part and a total that it lies in: what is left of the total without the part."""

K = 5
"""So many distinct women, children or households must stand behind a number."""

K_IDENTITY = 10
"""The same, where the table is about community identity."""


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of distinct women, children or households, by rows and columns.

    `zeros` are shown for counts of activity; of a personal attribute a zero tells as much as a
    one, so there they are hidden. `row_order` and `column_order` let small categories be merged
    before anything is hidden; without one the categories stay, and so do those that are `fixed`,
    such as unknown: that is no attribute of anybody, so its zeros are shown. Tables with the same
    `population` count the same people: all of them share the grand total, and those with a row or
    column dimension of the same name share its margins.

    Where a table counts what people did, such as absences, a large number may be of a few people:
    `few` are such positions, and `few_left` such rests.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    k: int = K
    zeros: Zeros = "show"
    row_order: Order | None = None
    column_order: Order | None = None
    fixed: frozenset[str] = frozenset()
    population: str = ""
    row_name: str = "rows"
    column_name: str = "columns"
    few: frozenset[Position] = frozenset()
    few_left: frozenset[Rest] = frozenset()

    def __post_init__(self) -> None:
        if len(self.cells) != len(self.rows):
            raise ValueError("A table has one line of cells for each row.")
        if any(len(line) != len(self.columns) for line in self.cells):
            raise ValueError("Each line of cells has one number for each column.")
        if any(number < 0 for line in self.cells for number in line):
            raise ValueError("Nothing is counted below zero.")
        if (self.few or self.few_left) and (self.row_order or self.column_order):
            raise ValueError("Who stands behind merged categories has to be counted anew.")

    def value(self, position: Position) -> int:
        """The number at a position, margins included."""
        row, column = position
        lines = self.cells if row == ALL else (self.cells[row],)
        return sum(sum(line) if column == ALL else line[column] for line in lines)

    def positions(self) -> Iterator[Position]:
        """Every position: cells, then the totals of rows and of columns, then the grand total."""
        rows, columns = range(len(self.rows)), range(len(self.columns))
        yield from ((row, column) for row in rows for column in columns)
        yield from ((row, ALL) for row in rows)
        yield from ((ALL, column) for column in columns)
        yield (ALL, ALL)


@dataclass(frozen=True, slots=True)
class Protected:
    """A table as it may be shown: None stands where a number is hidden.

    `primary` and `secondary` say why a number is hidden; they are for whoever checks the rule and
    are never shown, because they would tell which of the hidden numbers are small.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    grand_total: int | None
    k: int
    primary: tuple[Position, ...] = ()
    secondary: tuple[Position, ...] = ()

    @property
    def hides(self) -> bool:
        """True where at least one number is hidden; the page then says so."""
        numbers = (*self.row_totals, *self.column_totals, self.grand_total)
        return None in numbers or any(None in line for line in self.cells)

    def value(self, position: Position) -> int | None:
        """The number at a position, or None where it is hidden."""
        row, column = position
        if row == ALL:
            return self.grand_total if column == ALL else self.column_totals[column]
        return self.row_totals[row] if column == ALL else self.cells[row][column]


def without(table: Table, primary: set[Position], secondary: set[Position]) -> Protected:
    """A table without the numbers at some positions."""
    hidden = primary | secondary

    def shown(position: Position) -> int | None:
        return None if position in hidden else table.value(position)

    rows, columns = range(len(table.rows)), range(len(table.columns))
    return Protected(
        rows=table.rows,
        columns=table.columns,
        cells=tuple(tuple(shown((row, column)) for column in columns) for row in rows),
        row_totals=tuple(shown((row, ALL)) for row in rows),
        column_totals=tuple(shown((ALL, column)) for column in columns),
        grand_total=shown((ALL, ALL)),
        k=table.k,
        primary=tuple(position for position in table.positions() if position in primary),
        secondary=tuple(position for position in table.positions() if position in secondary),
    )
