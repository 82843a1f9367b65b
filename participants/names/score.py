"""How likely it is that two full names are one woman's; pure, so that everything can ask it.

The first parts have to be one name, the others of the shorter name have to come in the longer one
in the same order. That two women share a name is common; the score says how far the names alone
go, and whether they go far enough to look at what else is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from participants.names.alike import distance
from participants.names.keys import fold
from participants.names.known import is_listed, names_of
from participants.names.parts import Part, parts
from participants.names.slips import one_slip

ENOUGH = 0.72
"""From this score on, two names are offered as one woman's."""

# In letters, as `alike.distance` says.
SAME, OTHER = 0.1, 0.6
ONE_NAME = 0.26

_ALONE, _TAIL, _GAP, _GAP_TO_FAMILY, _SLIP = 0.6, 0.97, 0.7, 0.9, 0.8
_FAMILY_NAME = re.compile(r".{3,}(?:[یي]|[^aeiou][iîy])|.*o[gğ]h?lu|اوغلو")


@dataclass(frozen=True, slots=True)
class Likeness:
    """From 0 to 1, and whether that is enough to be offered."""

    score: float
    is_candidate: bool


NOTHING = Likeness(0.0, False)


def likeness(one: str, other: str) -> Likeness:
    """Compare two full names, however they are written."""
    shorter, longer = sorted((parts(one), parts(other)), key=len)
    if not shorter:
        return NOTHING
    score = max(_by_order(shorter, longer, skipped) for skipped in _gaps(shorter, longer))
    return Likeness(round(score, 3), score >= ENOUGH)


def part_distance(one: Part, other: Part) -> float:
    """How far two parts are from being one name, in letters."""
    if len(one) != len(other):
        return piece_distance("".join(one), "".join(other))
    return sum(piece_distance(*pair) for pair in zip(one, other, strict=True))


def piece_distance(one: str, other: str) -> float:
    """How far two pieces of parts are; known names are one, or are not."""
    if fold(one) == fold(other):
        return 0.0
    far = distance(one, other)
    left, right = names_of(one), names_of(other)
    if left and right and not left & right:
        return max(far, OTHER)
    is_known = left & right and is_listed(one) and is_listed(other)
    return min(far, SAME) if is_known else far


def _gaps(shorter: list[Part], longer: list[Part]) -> list[int]:
    """After how many parts of the shorter name some of the longer one may be left out."""
    return list(range(1, len(shorter) + 1)) if len(longer) > len(shorter) else [len(shorter)]


def _by_order(shorter: list[Part], longer: list[Part], before_gap: int) -> float:
    """The score where what the longer name has besides comes after some parts of the shorter."""
    more = len(longer) - len(shorter)
    beside = longer[:before_gap] + longer[before_gap + more :]
    far = [part_distance(*pair) for pair in zip(shorter, beside, strict=True)]
    wrong = [place for place, apart in enumerate(far) if apart > ONE_NAME]
    if len(wrong) == 1 and len(far) > 2 and _is_slip(shorter[wrong[0]], beside[wrong[0]]):
        score = _SLIP
    else:
        score = max(0.0, 1 - 0.7 * max(far) - 0.3 * sum(far) / len(far))
    if more and len(shorter) == 1:
        return score * _ALONE
    if before_gap == len(shorter):
        return score * _TAIL**more
    ends_in_family = _FAMILY_NAME.fullmatch("".join(shorter[-1]))
    return score * (_GAP_TO_FAMILY if ends_in_family else _GAP)


def _is_slip(one: Part, other: Part) -> bool:
    """Whether a typing error makes one part of the other, and no name that is known."""
    left, right = fold("".join(one)), fold("".join(other))
    if min(len(left), len(right)) < 4 or (is_listed(left) and is_listed(right)):
        return False
    # Karim and Karima are two names, however new they are to us.
    if left.rstrip("هa") == right.rstrip("هa"):
        return False
    return one_slip(left, right)
