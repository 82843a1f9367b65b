"""What pairing and matching are told of women, teams and households."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from outreach.assignment.sides import Composition, Side

GOVERNORATE, DISTRICT, SUBDISTRICT = 5, 8, 11
"""How long an OCHA P-code is at each level: a longer code begins with those around it."""

UNKNOWN_DISTANCE = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody lives or works: a P-code and a neighbourhood as search compares it."""

    pcode: str = ""
    neighbourhood: str = ""

    def steps_to(self, other: Place) -> int:
        """How far apart two places are.

        0 the same neighbourhood, 1 the same sub-district, 2 the same district, 3 the same
        governorate, 4 farther; 2 where one of them is not known.
        """
        if not self.pcode or not other.pcode:
            return UNKNOWN_DISTANCE
        if self.pcode[:GOVERNORATE] != other.pcode[:GOVERNORATE]:
            return 4
        if self.neighbourhood and self.neighbourhood == other.neighbourhood:
            return 0
        if not len(self.pcode) == len(other.pcode) == SUBDISTRICT:
            return 2 if self.pcode[:DISTRICT] == other.pcode[:DISTRICT] else 3
        if self.pcode == other.pcode:
            return 1
        return 2 if self.pcode[:DISTRICT] == other.pcode[:DISTRICT] else 3


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Graduate:
    """A woman who goes on visits.

    `community` is an opaque key that is compared and nothing else, empty where she did not say.
    """

    id: UUID
    side: Side
    community: str = ""
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Team:
    """Two women of one side; `capacity` is how many more visits they can make.

    `visited` holds the households where one of them has been before, `load` how many visits they
    have already.
    """

    id: UUID
    side: Side
    capacity: int
    place: Place = NOWHERE
    languages: frozenset[str] = frozenset()
    visited: frozenset[UUID] = frozenset()
    load: int = 0


@dataclass(frozen=True, slots=True)
class Household:
    """A household that waits for a visit; `urgency` runs from 1 to 3."""

    id: UUID
    composition: Composition
    place: Place = NOWHERE
    languages: frozenset[str] = frozenset()
    urgency: int = 1


@dataclass(frozen=True, slots=True)
class Weights:
    """What a drawback of a visit costs; only how they compare matters."""

    distance: int = 100
    no_shared_language: int = 80
    load: int = 30
    again: int = 60
    left_out: int = 1_000_000


USUAL_WEIGHTS = Weights()
