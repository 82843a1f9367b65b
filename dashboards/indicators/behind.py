"""Which numbers a few people are the reason of, though they are not small themselves.

Six absences may be those of two women. A crowd is who stands behind a number: the people, or None
where they are surely enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from dashboards.disclosure.table import ALL, K, Position, Rest

Crowd = frozenset[UUID] | None
NOBODY: Crowd = frozenset()


class Few(NamedTuple):
    """Positions of a table that tell of a few, and pairs (part, total) that leave a few."""

    positions: frozenset[Position] = frozenset()
    left: frozenset[Rest] = frozenset()

    def of_total(self) -> Few:
        """The same of the table that has its grand totals alone, as its only row."""
        columns = {column for row, column in self.positions if row == ALL}
        return Few(
            frozenset((row, column) for column in columns for row in (0, ALL)),
            frozenset(
                ((row, part[1]), (row, ALL))
                for part, _total in self.left
                if part[0] == ALL
                for row in (0, ALL)
            ),
        )


NO_FEW = Few()


def few_of(crowds: Sequence[Sequence[Crowd]]) -> Few:
    """Which positions tell of a few: `crowds` are lines of who stands behind each part."""
    columns = range(len(crowds[0]) if crowds else 0)
    lines: dict[int, Sequence[Crowd]] = dict(enumerate(crowds))
    lines[ALL] = [_together(line[column] for line in crowds) for column in columns]
    positions, left = set[Position](), set[Rest]()
    for row, line in lines.items():
        positions |= {(row, column) for column in columns if _are_few(line[column])}
        if _are_few(_together(line)):
            positions.add((row, ALL))
        left |= {
            ((row, column), (row, ALL))
            for column in columns
            if line[column] != NOBODY
            and _are_few(_together(one for at, one in enumerate(line) if at != column))
        }
    for row, line in enumerate(crowds):
        left |= {
            ((row, column), (ALL, column))
            for column in columns
            if line[column] != NOBODY
            and _are_few(_together(other[column] for at, other in enumerate(crowds) if at != row))
        }
    return Few(frozenset(positions), frozenset(left))


def _together(crowds: Iterable[Crowd]) -> Crowd:
    """Everybody who is in one of some crowds."""
    found: set[UUID] = set()
    for crowd in crowds:
        if crowd is None:
            return None
        found |= crowd
    return frozenset(found)


def _are_few(crowd: Crowd) -> bool:
    return crowd is not None and 0 < len(crowd) < K
