"""Units counted into tables: a partition each, with how many people stand behind every cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from dashboards.indicators.behind import NO_FEW, Crowd, Few, few_of
from dashboards.indicators.units import SIDES, Answer, Kind, Unit

JOINED = "|"
"""Between the codes of a merged category."""


class Cell(NamedTuple):
    """A number, what it is a share of, and the distinct people behind it."""

    amount: int = 0
    base: int = 0
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """One table of an answer: rows by status, columns by another side; exact.

    `of_things`: what is counted is no people, such as sessions. `few`: where it has parts, whose
    lines are the cells and whose columns what is in and what is not, which tell of a few people.
    """

    row_side: str
    column_side: str
    cells: tuple[tuple[Cell, ...], ...]
    of_things: bool = False
    # Where a side is none of `SIDES`, such as weeks, or some categories are merged.
    row_codes: tuple[str, ...] = ()
    column_codes: tuple[str, ...] = ()
    few: Few = NO_FEW

    @property
    def rows(self) -> tuple[str, ...]:
        """Codes of the rows."""
        return self._codes(self.row_side, self.row_codes)

    @property
    def columns(self) -> tuple[str, ...]:
        """Codes of the columns."""
        return self._codes(self.column_side, self.column_codes)

    def _codes(self, side: str, codes: tuple[str, ...]) -> tuple[str, ...]:
        return codes or SIDES.get(side, ()) if side else ("all",)

    @property
    def has_parts(self) -> bool:
        """Whether what it counts is some of something that women could have done."""
        return not self.of_things and any(cell.base for line in self.cells for cell in line)

    def place_of(self, unit: Unit) -> int:
        """The cell that a unit lies in, row by row."""
        row = _place(unit, self.row_side, self.rows)
        return row * len(self.columns) + _place(unit, self.column_side, self.columns)


def parts_of(code: str) -> list[str]:
    """The categories that a code stands for: itself, or those that were merged."""
    return code.split(JOINED)


def _place(unit: Unit, side: str, codes: Sequence[str]) -> int:
    if not side:
        return 0
    hers = unit.category(side)
    return next(at for at, code in enumerate(codes) if hers in parts_of(code))


def count(
    answer: Answer,
    kind: Kind,
    sides: Sequence[str],
    codes: Mapping[str, tuple[str, ...]] | None = None,
) -> list[Counts]:
    """Tables of an answer: by status, and by status with each other side; one cell without any.

    Every unit lies in one cell of each table, so their grand totals are the total. `codes` are the
    categories of a side where some of them are merged.
    """
    row_side = "status" if "status" in sides else ""
    column_sides = [side for side in sides if side != "status"] or [""]
    told = codes or {}
    return [
        _table(
            answer,
            kind,
            Counts(
                row_side,
                side,
                (),
                of_things=answer.behind is not None,
                row_codes=told.get(row_side, ()),
                column_codes=told.get(side, ()),
            ),
        )
        for side in column_sides
    ]


def _table(answer: Answer, kind: Kind, empty: Counts) -> Counts:
    rows, columns = range(len(empty.rows)), range(len(empty.columns))
    inside: list[list[Unit]] = [[] for _row in rows for _column in columns]
    for unit in answer.units:
        inside[empty.place_of(unit)].append(unit)
    cells = [_cell(units, kind, answer.behind) for units in inside]
    return replace(
        empty,
        cells=tuple(
            tuple(cells[row * len(columns) + column] for column in columns) for row in rows
        ),
        few=NO_FEW if kind is Kind.PEOPLE else few_of([_parts(units) for units in inside]),
    )


def _parts(units: Sequence[Unit]) -> list[Crowd]:
    """Who adds to what is in, and who to what is not."""
    return [
        frozenset(one.person for one in units if one.person and one.amount),
        frozenset(one.person for one in units if one.person and one.base > one.amount),
    ]


def _cell(units: list[Unit], kind: Kind, behind: int | None) -> Cell:
    people: set[UUID] = {unit.person for unit in units if unit.person is not None}
    if kind is Kind.PEOPLE:
        return Cell(len(people), 0, len(people))
    return Cell(
        sum(unit.amount for unit in units),
        sum(unit.base for unit in units),
        len(people) if behind is None else behind,
    )
