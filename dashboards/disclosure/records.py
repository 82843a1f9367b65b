"""What may be told of single records: only what several women of the same class share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

K = 5


def hide_few(values: Sequence[str], k: int = K) -> list[str]:
    """The same values, with "" for one that fewer than k have; for all, where few are left over.

    Were fewer than k left over, they would be known by having nothing told.
    """
    often = Counter(values)
    left_over = sum(number for number in often.values() if number < k)
    if 0 < left_over < k:
        return [""] * len(values)
    return [value if often[value] >= k else "" for value in values]


def hide_pairs(pairs: Sequence[tuple[str, str]], k: int = K) -> list[tuple[str, str]]:
    """Two things of each woman of a class: the first by itself, the second within the first."""
    firsts = hide_few([first for first, _second in pairs], k)
    alike: dict[str, list[int]] = defaultdict(list)
    for at, first in enumerate(firsts):
        alike[first].append(at)
    told = [""] * len(pairs)
    for places in alike.values():
        seconds = hide_few([pairs[at][1] for at in places], k)
        for at, second in zip(places, seconds, strict=True):
            told[at] = second
    return list(zip(firsts, told, strict=True))
