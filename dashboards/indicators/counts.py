"""Units counted into tables: a partition each, with how many people stand behind every cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from dashboards.indicators.units import SIDES, Answer, Kind, Unit


class Cell(NamedTuple):
    """A number, what it is a share of, and the distinct people behind it."""

    amount: int = 0
    base: int = 0
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """One table of an answer: rows by status, columns by another side; exact.

    `of_things`: what is counted is no people, such as sessions.
    """

    row_side: str
    column_side: str
    cells: tuple[tuple[Cell, ...], ...]
    of_things: bool = False
    # Where a side is none of `SIDES`, such as weeks.
    row_codes: tuple[str, ...] = ()
    column_codes: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[str, ...]:
        """Codes of the rows."""
        return self._codes(self.row_side, self.row_codes)

    @property
    def columns(self) -> tuple[str, ...]:
        """Codes of the columns."""
        return self._codes(self.column_side, self.column_codes)

    def _codes(self, side: str, codes: tuple[str, ...]) -> tuple[str, ...]:
        return SIDES.get(side, ("all",)) if not side or side in SIDES else codes


def count(answer: Answer, kind: Kind, sides: Sequence[str]) -> list[Counts]:
    """Tables of an answer: by status, and by status with each other side; one cell without any.

    Every unit lies in one cell of each table, so their grand totals are the total.
    """
    row_side = "status" if "status" in sides else ""
    column_sides = [side for side in sides if side != "status"] or [""]
    return [_table(answer, kind, row_side, side) for side in column_sides]


def _table(answer: Answer, kind: Kind, row_side: str, column_side: str) -> Counts:
    rows, columns = SIDES.get(row_side, ("all",)), SIDES.get(column_side, ("all",))
    inside: dict[tuple[str, str], list[Unit]] = {}
    for unit in answer.units:
        place = (
            unit.category(row_side) if row_side else "all",
            unit.category(column_side) if column_side else "all",
        )
        inside.setdefault(place, []).append(unit)
    return Counts(
        row_side,
        column_side,
        tuple(
            tuple(_cell(inside.get((row, column), []), kind, answer.behind) for column in columns)
            for row in rows
        ),
        of_things=answer.behind is not None,
    )


def _cell(units: list[Unit], kind: Kind, behind: int | None) -> Cell:
    people: set[UUID] = {unit.person for unit in units if unit.person is not None}
    if kind is Kind.PEOPLE:
        return Cell(len(people), 0, len(people))
    return Cell(
        sum(unit.amount for unit in units),
        sum(unit.base for unit in units),
        len(people) if behind is None else behind,
    )
