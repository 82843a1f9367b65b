"""Names that are known, so that two of them are told apart however alike they are written.

`known_names.txt` has one name a line, in the ways people write it. A way that is not listed is
recognised by its sound, where only one name sounds so.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path

from participants.names.alike import distance
from participants.names.keys import fold, skeleton
from participants.names.parts import parts
from participants.names.slips import one_slip

LIST = Path(__file__).with_name("known_names.txt")

CLOSE, CLOSER_THAN_ANY = 0.15, 0.05

SHORTEST = 3
"""Which name a shorter piece was meant as, nobody can tell."""

Names = frozenset[int]
NOBODY: Names = frozenset()


@cache
def _listed() -> tuple[dict[str, Names], dict[str, list[tuple[str, int]]]]:
    """The names of each way to write, and the ways to write of each skeleton."""
    written: dict[str, Names] = defaultdict(frozenset)
    sounding: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for number, line in enumerate(LIST.read_text(encoding="utf-8").splitlines()):
        for way in line.partition("#")[0].split():
            ((piece,),) = parts(way)
            written[fold(piece)] |= {number}
            sounding[skeleton(piece)].append((piece, number))
    return written, sounding


@lru_cache(maxsize=16384)
def names_of(piece: str) -> Names:
    """The known names that a piece of a name, as `parts` writes it, may be."""
    written, sounding = _listed()
    if listed := written.get(fold(piece)):
        return listed
    found = [(distance(piece, way), number) for way, number in sounding.get(skeleton(piece), ())]
    nearest = min(found, default=(1.0, 0))[0]
    if nearest > CLOSE:
        return NOBODY
    return frozenset(number for far, number in found if far <= nearest + CLOSER_THAN_ANY)


@lru_cache(maxsize=4096)
def ways_beside(piece: str) -> tuple[str, ...]:
    """The ways to write known names that a piece was meant as, if it has one slip.

    None for a piece that is a known name as it is, or too short to tell.
    """
    word = fold(piece)
    if is_listed(piece) or len(word) < SHORTEST:
        return ()
    return tuple(way for way in _listed()[0] if one_slip(word, way))


def listed_ways(sound: str) -> list[tuple[str, int]]:
    """The ways to write known names that have a skeleton, each with the number of its name."""
    return _listed()[1].get(sound, [])


@cache
def listed_as(number: int) -> tuple[str, ...]:
    """The ways to write a known name."""
    return tuple(way for ways in _listed()[1].values() for way, of in ways if of == number)


def is_listed(piece: str) -> bool:
    """Whether a piece is written in a way that is known."""
    return fold(piece) in _listed()[0]
