"""Whether two records may be one woman, and why: a comparison without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from participants.names.keys import fold
from participants.names.parts import parts
from participants.names.score import ONE_NAME, likeness, part_distance

NEAR_YEARS = 1
"""How far apart two birth years may be that somebody told twice."""

GUESSED_YEARS = 3
"""The same where an age was guessed."""

ENOUGH = 3
"""So many parts that are alike are enough where neither phone nor birth is known of one."""


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
    How far names are alike is a matter of `participants.names.score`.
    """
    phone = ["phone"] if one.phone and one.phone == other.phone else []
    name = _name_reason(one, other, same_phone=bool(phone))
    if not name:
        return []
    apart = years_apart(one, other)
    birth = [] if apart is None else ["birth"] if apart == 0 else ["birth_near"]
    if apart is not None and apart > most_years_apart(one, other):
        # Another birth: only the phone makes her likely to be the same, and then a year is wrong.
        return [*phone, name] if phone else []
    if phone or birth or min(len(parts(one.full_name)), len(parts(other.full_name))) >= ENOUGH:
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


def _name_reason(one: Told, other: Told, *, same_phone: bool) -> str:
    if fold(one.full_name) == fold(other.full_name):
        return "name"
    alike = likeness(one.full_name, other.full_name).is_candidate
    return "name_alike" if alike or (same_phone and _given_alone(one, other)) else ""


def _given_alone(one: Told, other: Told) -> bool:
    """Whether all that is known of one name is how the other begins, as after a day as a guest."""
    shorter, longer = sorted((parts(one.full_name), parts(other.full_name)), key=len)
    return len(shorter) == 1 and part_distance(shorter[0], longer[0]) <= ONE_NAME
