"""Invented names as they are written in Kirkuk, and people drawn from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import NamedTuple

GIVEN = (
    "زينب فاطمة أمينة مريم نور هدى سعاد رنا إيمان آلاء شيماء رقية شیرین "
    "گوڵاڵە هێرۆ نەسرین ئاڤان ژیان بەهار ڕێزان سيفيل آيتن سونكول بنفشة ريتا "
    "ماريا شذى ليلى خديجة أسماء"
).split()
MEN = (
    "كاظم حسين علي محمد أحمد خليل إبراهيم جاسم حميد عبد صالح قاسم ئازاد "
    "ڕەشید کەمال هیوا سەردار نجات أورهان أنور توما حنا يوسف"
).split()
FAMILIES = ["الجبوري", "العبيدي", "البياتي", "الطائي", "زنگنە", "جاف", "أوجي", "", "", ""]


class InventedPerson(NamedTuple):
    """What the demo says of one person."""

    given: str
    father: str
    grandfather: str
    family: str
    born_on: date
    phone: str
    is_displaced: bool


def invent_people(count: int, seed: int) -> Iterator[InventedPerson]:
    """Draw people, the same ones for a seed; half of them displaced."""
    chance = Random(seed)  # noqa: S311 -- invented people need no secrecy
    for place in range(count):
        yield InventedPerson(
            given=chance.choice(GIVEN),
            father=chance.choice(MEN),
            grandfather=chance.choice(MEN),
            family=chance.choice(FAMILIES),
            born_on=date(chance.randint(1968, 2006), 1, 1),
            # Mobile numbers in Iraq begin with 73 to 79, so these reach nobody.
            phone=f"+964700000{chance.randint(0, 9999):04d}",
            is_displaced=place % 2 == 0,
        )
