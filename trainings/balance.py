"""Whether a class stays balanced: what is counted, and what one more woman does to it. Pure.

Displacement is counted over the places of a class: each side has a number of places that are kept
for it. Communities are never told as numbers: see `docs/adr/0011-asking-about-balance.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

HOST, DISPLACED, OTHER, UNTOLD = "host", "idp", "other", ""
"""The two sides that a class brings together, whoever is on neither, and who did not say."""

FEWEST_TOLD: Final = 10
"""With fewer women who said so, nothing at all is told about communities."""


class Effect(TextChoices):
    """What it does to the balance of a class when one woman gets a place."""

    HELPS = "helps", _("helps")
    NEUTRAL = "neutral", _("changes nothing")
    WORSE = "worse", _("makes it worse")


ORDER: Final = {Effect.HELPS: 0, Effect.NEUTRAL: 1, Effect.WORSE: 2}


def side_of(status: str | None) -> str:
    """The side of somebody of a displacement status."""
    if status in (HOST, DISPLACED):
        return status
    return UNTOLD if status in (None, "", "unknown", "refused") else OTHER


@dataclass(frozen=True, slots=True)
class Composition:
    """The places of a class by side, beside those that its course keeps for each."""

    places: int
    percent: int
    sides: Mapping[str, int] = field(default_factory=dict)

    @property
    def taken(self) -> int:
        """How many places are taken."""
        return sum(self.sides.values())

    @property
    def free(self) -> int:
        """How many are left."""
        return max(0, self.places - self.taken)

    @property
    def wanted(self) -> int:
        """How many places each of the two sides should have at least."""
        return min(-(-self.percent * self.places // 100), self.places // 2)

    @property
    def host(self) -> int:
        """Women of the host community."""
        return self.sides.get(HOST, 0)

    @property
    def displaced(self) -> int:
        """Displaced women."""
        return self.sides.get(DISPLACED, 0)

    @property
    def neither(self) -> int:
        """Women of neither side, and those of whom it is not known."""
        return self.taken - self.host - self.displaced

    def missing(self, side: str) -> int:
        """How many women of one of the two sides are missing."""
        if side not in (HOST, DISPLACED):
            return 0
        return max(0, self.wanted - self.sides.get(side, 0))

    @property
    def missing_host(self) -> int:
        """How many women of the host community are missing."""
        return self.missing(HOST)

    @property
    def missing_displaced(self) -> int:
        """How many displaced women are missing."""
        return self.missing(DISPLACED)

    @property
    def is_met(self) -> bool:
        """Whether both sides have their share of those who have a place today."""
        smaller = min(self.host, self.displaced)
        return bool(smaller) and 100 * smaller >= self.percent * self.taken

    def effect_of(self, side: str) -> Effect:
        """What one more woman of a side does: fills a place kept for her side, or for the other."""
        if side == UNTOLD:
            return Effect.NEUTRAL
        if self.missing(side):
            return Effect.HELPS
        kept = self.missing(HOST) + self.missing(DISPLACED)
        return Effect.WORSE if kept and kept > self.free - 1 else Effect.NEUTRAL

    def and_one(self, side: str) -> Composition:
        """The class with one more woman."""
        return Composition(self.places, self.percent, Counter(self.sides) + Counter({side: 1}))


def places_in_turn(sides: Sequence[str], composition: Composition) -> list[bool]:
    """Who of some women gets a place, each after those before her; the others would wait."""
    given = []
    for side in sides:
        gets_one = composition.free > 0 and composition.effect_of(side) != Effect.WORSE
        given.append(gets_one)
        if gets_one:
            composition = composition.and_one(side)
    return given


Said = tuple[str, ...]
"""What a woman said of herself, one answer a question; empty where she did not say."""


def community_is_met(said: list[Said], largest: int) -> bool:
    """Whether no community has more than a share of those who said; not where few said."""
    told = [counts for counts in _counts(said) if counts.total() >= FEWEST_TOLD]
    return bool(told) and all(_excess(counts, largest) == 0 for counts in told)


def community_effect(said: list[Said], hers: Said, largest: int) -> Effect:
    """What one more woman does to how far communities are from their largest share."""
    change = 0
    for counts, answer in zip(_counts(said, len(hers)), hers, strict=True):
        if answer and counts.total() >= FEWEST_TOLD:
            after = counts + Counter({answer: 1})
            change += _excess(after, largest) - _excess(counts, largest)
    if change == 0:
        return Effect.NEUTRAL
    return Effect.HELPS if change < 0 else Effect.WORSE


def _counts(said: list[Said], questions: int = 2) -> list[Counter[str]]:
    return [
        Counter(answers[place] for answers in said if answers[place]) for place in range(questions)
    ]


def _excess(counts: Counter[str], largest: int) -> int:
    """How far the largest community lies above its share, in hundredths of a woman."""
    return max(0, 100 * max(counts.values(), default=0) - largest * counts.total())


def within_target(sides: Sequence[str], composition: Composition) -> list[int]:
    """In which order those who wait bring a class closest to its target, by their places.

    Whoever fills a place that is kept for her side comes first, then in the order given, each
    looked at as if those before her had a place already.
    """
    rest, order = list(range(len(sides))), []
    while rest:
        # Of equals the first one, who has waited longest.
        best = min(rest, key=lambda place: ORDER[composition.effect_of(sides[place])])
        rest.remove(best)
        order.append(best)
        composition = composition.and_one(sides[best])
    return order
