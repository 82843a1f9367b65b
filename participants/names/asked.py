"""What somebody typed to find a person, in the shapes that the search compares."""

from __future__ import annotations

from dataclasses import dataclass

from core.text import clean_line
from participants.names.keys import fold, skeleton
from participants.names.known import ways_beside
from participants.names.slips import slip_pattern

MOST_WORDS = 6
"""Of a name that is longer the first ones are enough."""

MOST_MEANT = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A name or parts of one: as written, its words, their sounds, and what may be meant.

    `slips` has a pattern for each sound, and for the word that sounds so: what is one slip away.
    """

    name: str
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    meant: tuple[str, ...]
    slips: tuple[tuple[str, str], ...]


def read(text: str) -> Asked:
    """Take what was typed apart; without a letter there is no word in it."""
    text = clean_line(text).text
    words = fold(text).split()[:MOST_WORDS]
    sounds = skeleton(text).split()[:MOST_WORDS]
    pairs = zip(sounds, words, strict=True) if len(sounds) == len(words) else ()
    return Asked(
        " ".join(words),
        tuple(words),
        tuple(sounds),
        tuple(_meant(words)),
        # A name of two words that are one, such as Abdul Rahman, is not taken apart.
        tuple((slip_pattern(sound), slip_pattern(word)) for sound, word in pairs),
    )


def _meant(words: list[str]) -> list[str]:
    """The sounds of names that are known, where one word is a slip away from one."""
    found = dict.fromkeys(
        skeleton(" ".join([*words[:place], way, *words[place + 1 :]]))
        for place, word in enumerate(words)
        for way in ways_beside(word)
    )
    return list(found)[:MOST_MEANT]
