"""Whether two records may be one woman, and why: a comparison without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.text import fold
from participants.latin import latin_spelling

NEAR_YEARS = 1
"""How far apart two birth years may be that somebody told twice."""

GUESSED_YEARS = 3
"""The same where an age was guessed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a comparison needs of a record, or of a form that is not saved yet."""

    names: tuple[str, ...]
    born_on: date | None = None
    born_precision: str = ""
    phone: str = ""

    @property
    def full_name(self) -> str:
        """The parts that are known, in their order."""
        return " ".join(filter(None, self.names))


def reasons_for(one: Told, other: Told) -> list[str]:
    """Why two may be one woman, by the codes of `DuplicateCandidate`; empty where they are not.

    Names that are unlike rule it out: a phone is often shared by a family. Of alike names one
    more thing has to fit, the phone or the birth, unless at least three parts of the name do.
    """
    name = _name_reason(one, other)
    if not name:
        return []
    phone = ["phone"] if one.phone and one.phone == other.phone else []
    apart = years_apart(one, other)
    birth = [] if apart is None else ["birth"] if apart == 0 else ["birth_near"]
    if apart is not None and apart > most_years_apart(one, other):
        # Another birth: only the phone makes her likely to be the same, and then a year is wrong.
        return [*phone, name] if phone else []
    parts = min(len(one.full_name.split()), len(other.full_name.split()))
    if phone or birth or parts >= 3:
        return [*phone, *birth, name]
    return []


def years_apart(one: Told, other: Told) -> int | None:
    """How many years lie between two birth years; None where one is not known."""
    if one.born_on is None or other.born_on is None:
        return None
    return abs(one.born_on.year - other.born_on.year)


def most_years_apart(one: Told, other: Told) -> int:
    """How far apart they may be, by how exact they are."""
    guessed = "estimated" in (one.born_precision, other.born_precision)
    return GUESSED_YEARS if guessed else NEAR_YEARS


def _name_reason(one: Told, other: Told) -> str:
    if fold(one.full_name) == fold(other.full_name):
        return "name"
    return "name_alike" if names_alike(one.full_name, other.full_name) else ""


def names_alike(one: str, other: str) -> bool:
    """Whether the shorter of two names is the beginning of the other, however it is spelled."""
    pairs = list(zip(_words(one), _words(other), strict=False))
    return bool(pairs) and all(_word_alike(*pair) for pair in pairs)


def _words(name: str) -> list[str]:
    joined = " ".join(name.split()).replace("عبد ال", "عبدال")
    return [word.removeprefix("ال") if len(word) > 4 else word for word in joined.split()]


def _word_alike(one: str, other: str) -> bool:
    folded = fold(one), fold(other)
    if folded[0] == folded[1]:
        return True
    # In one script every letter counts; between two, only the consonants can be compared.
    two_scripts = folded[0].isascii() != folded[1].isascii()
    return two_scripts and _consonants(one) == _consonants(other)


def _consonants(word: str) -> str:
    latin = fold(latin_spelling(word))
    kept = [letter for letter in latin if letter not in "aeiouwy"]
    return "".join(letter for at, letter in enumerate(kept) if at == 0 or kept[at - 1] != letter)
