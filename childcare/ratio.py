"""How many adults and how much floor some children need, by their age."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil

AT_LEAST = 2
"""Adults in a room with any child in it, always."""


@dataclass(frozen=True, slots=True)
class Band:
    """Children from an age on, until the next band: how many to an adult, and floor for each."""

    from_years: int
    children: int
    area_m2: Decimal


SHIPPED = (
    Band(0, 3, Decimal("3.5")),
    Band(2, 4, Decimal("2.5")),
    Band(3, 8, Decimal("2.3")),
    Band(6, 10, Decimal("2.3")),
)
"""Until a place sets its own. The floor is that of England's statutory framework (EYFS)."""


@dataclass(frozen=True, slots=True)
class BandLine:
    """A band with how many children of it are inside; `to_years` is None for the oldest."""

    band: Band
    to_years: int | None
    count: int


def band_lines(ages: Iterable[int], bands: Sequence[Band] = SHIPPED) -> list[BandLine]:
    """Sort children into bands; who is younger than the first band counts to it."""
    ordered = sorted(bands, key=lambda band: band.from_years)
    counts = [0] * len(ordered)
    for age in ages:
        counts[place_of(age, ordered)] += 1
    ends = [band.from_years - 1 for band in ordered[1:]]
    return [
        BandLine(band, end, count)
        for band, end, count in zip(ordered, [*ends, None], counts, strict=True)
    ]


def place_of(age: int, ordered: Sequence[Band]) -> int:
    """Which of the ordered bands an age belongs to."""
    fitting = [place for place, band in enumerate(ordered) if band.from_years <= age]
    return fitting[-1] if fitting else 0


def adults_needed(lines: Iterable[BandLine]) -> int:
    """Sum the rows as fractions and round up once; two at least while any child is inside."""
    lines = list(lines)
    if not any(line.count for line in lines):
        return 0
    shares = sum((Fraction(line.count, line.band.children) for line in lines), Fraction())
    return max(AT_LEAST, ceil(shares))


def area_needed(lines: Iterable[BandLine]) -> Decimal:
    """The floor in m² that the children need together."""
    return sum((line.count * line.band.area_m2 for line in lines), Decimal(0))
