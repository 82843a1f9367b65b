"""What the database has to know of a name to find its like, without the rules of `score`.

The rules need every letter of both names. Where only one may be read, it goes along with what its
parts sound like in any spelling, and with the known names that sound so: the same, and others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from participants.names.keys import fold, skeleton
from participants.names.known import listed_as, listed_ways, names_of
from participants.names.parts import Part, parts
from participants.names.score import ONE_NAME, piece_distance


@dataclass(frozen=True, slots=True)
class ToldPart:
    """A part of a name: its sounds, and of folded known names those that are it, or are not."""

    sounds: tuple[str, ...]
    same: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


def told_parts(name: str) -> list[ToldPart]:
    """The parts of a full name; those that have no sound in our scripts are left out."""
    found, sounds = parts(name), skeleton(name).split()
    if len(sounds) != len(found):
        sounds = [skeleton("".join(part)) for part in found]
    told = [_told(part, sound) for part, sound in zip(found, sounds, strict=True)]
    return [part for part in told if part.sounds]


@lru_cache(maxsize=4096)
def _told(part: Part, sound: str) -> ToldPart:
    if len(part) > 1 or not sound:
        return ToldPart((sound,) if sound else ())
    (piece,) = part
    mine = names_of(piece)
    hers = [way for number in mine for way in listed_as(number)]
    sounds = dict.fromkeys([sound, *map(skeleton, hers)])
    same = {fold(piece), *map(fold, hers)}
    other: set[str] = set()
    for way, number in (pair for one in sounds for pair in listed_ways(one)):
        is_hers = number in mine or piece_distance(piece, way) <= ONE_NAME
        (same if is_hers else other).add(fold(way))
    return ToldPart(tuple(sounds), tuple(sorted(same)), tuple(sorted(other - same)))
