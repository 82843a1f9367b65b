"""What the counts beside the marks say of a cell, and how many women made its marks at least."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from dashboards.disclosure.table import K
from dashboards.indicators.counts import Cell

DIGITS = 8
"""Of each counter in `away`; see `models.counts`."""


class Seen(NamedTuple):
    """Marks of a cell: there, all, and how many women made them at least.

    `came` were there at least, and at least as many were away as `away` has counters.
    """

    there: int = 0
    marked: int = 0
    behind: int = 0
    came: int = 0
    away: Decimal = Decimal(0)

    @property
    def cell(self) -> Cell:
        """The same as a share of women's marks."""
        return Cell(self.there, self.marked, self.behind)

    @property
    def enough_came(self) -> bool:
        """Whether enough women were there, or nobody."""
        return self.there == 0 or self.came >= K

    @property
    def enough_were_away(self) -> bool:
        """Whether enough women were away, or nobody."""
        missed, left = self.marked - self.there, int(self.away)
        counters = 0
        while left:
            left, counter = divmod(left, 10**DIGITS)
            counters += counter > 0
        return missed == 0 or counters >= K

    @property
    def is_sure(self) -> bool:
        """Whether nobody need be counted."""
        return self.enough_came and self.enough_were_away
