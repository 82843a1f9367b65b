"""A slip of the finger: what one typing error makes of a word."""

from __future__ import annotations

LONG_ENOUGH, TOO_LONG = 4, 24
"""A slip in a shorter word could make any word of it; nobody's name has longer ones."""


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


def slip_pattern(word: str) -> str:
    """A regular expression for PostgreSQL: a word between spaces that is one slip from another.

    It is empty for a word in which a slip could make any word of it, and for what is no word.
    """
    if not LONG_ENOUGH <= len(word) <= TOO_LONG or not word.isalnum():
        return ""
    ways = {f"{word}."}
    for place in range(len(word)):
        before, letter, after = word[:place], word[place], word[place + 1 :]
        ways |= {f"{before}.?{after}", f"{before}.{letter}{after}"}
        if after:
            ways.add(f"{before}{after[0]}{letter}{after[1:]}")
    return f" (?:{'|'.join(sorted(ways))}) ".replace(".", "[^ ]")
