"""How far two written words are from being one name, in letters: 0 is alike, 1 a letter wrong."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from participants.names.meetings import meeting, missing
from participants.names.sounds import Sounds, readings

LONGEST = 40
"""No word of a name is longer; what is, is compared up to there."""


@lru_cache(maxsize=65536)
def distance(one: str, other: str) -> float:
    """The least that it costs to read two words, as `parts` writes them, as one name."""
    if one == other:
        return 0
    left, right = readings(one[:LONGEST]), readings(other[:LONGEST])
    return min(_between(*pair) for pair in product(left, right))


def _between(left: Sounds, right: Sounds) -> float:
    """The cheapest way to lay two readings side by side, sign by sign."""
    left_gaps = [missing(left, place, right) for place in range(len(left.signs))]
    right_gaps = [missing(right, place, left) for place in range(len(right.signs))]
    above = [0.0]
    for gap in right_gaps:
        above.append(above[-1] + gap)
    for sign, gap in zip(left.signs, left_gaps, strict=True):
        line = [above[0] + gap]
        for place, other in enumerate(right.signs):
            line.append(
                min(
                    above[place] + meeting(sign, other),
                    above[place + 1] + gap,
                    line[place] + right_gaps[place],
                )
            )
        above = line
    return above[-1]
