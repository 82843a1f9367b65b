"""A slip of the finger: what one typing error makes of a word."""

from __future__ import annotations

SHORTEST = 3
"""A slip in a shorter word could make any word of it."""


def one_slip(one: str, other: str) -> bool:
    """Whether two words differ in one letter, or in the order of two neighbours."""
    if one == other:
        return False
    shorter, longer = sorted((one, other), key=len)
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    left, right = shorter[start:], longer[start:]
    if len(left) == len(right):
        swapped = left[1::-1] == right[:2] and left[2:] == right[2:]
        return left[1:] == right[1:] or (len(left) > 1 and swapped)
    return left == right[1:]


def slip_pattern(sound: str) -> str:
    """A regular expression for PostgreSQL: a word between spaces that is one slip from a sound.

    Sounds are of a to z alone; the pattern of one that is too short is empty.
    """
    if len(sound) < SHORTEST:
        return ""
    ways = set()
    for place in range(len(sound)):
        before, letter, after = sound[:place], sound[place], sound[place + 1 :]
        ways |= {f"{before}.?{after}", f"{before}.{letter}{after}"}
        if after:
            ways.add(f"{before}{after[0]}{letter}{after[1:]}")
    ways.add(f"{sound}.")
    return f" (?:{'|'.join(sorted(ways))}) ".replace(".", "[^ ]")
