"""How a woman may be reached: what she agreed to, and a number that does no harm."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from participants.models import Participant
from participants.queries.consents import Words, last_words, words_of

BY_PHONE: Final = "contact_by_phone"
BY_PEER: Final = "contact_by_peer"
AT_HOME: Final = "home_visit"
PURPOSES: Final = (BY_PHONE, BY_PEER, AT_HOME)


@dataclass(frozen=True, slots=True)
class Contact:
    """The ways that are open to reach a woman.

    `phone` is empty where there is no number or where calling it may harm her; whether it may be
    dialled at all says `by_phone` for staff and `by_peer` for another participant.
    """

    by_phone: bool
    by_peer: bool
    at_home: bool
    phone: str
    is_unsafe: bool

    @property
    def phone_for_staff(self) -> str:
        """The number that staff may call."""
        return self.phone if self.by_phone else ""

    @property
    def phone_for_a_peer(self) -> str:
        """The number that another participant may call."""
        return self.phone if self.by_peer else ""


def contact_with(person: Participant) -> Contact:
    """How one woman may be reached, by one query."""
    agreed = _agreed(words_of(person))
    is_unsafe = person.safe_to_call is False
    return Contact(
        by_phone=BY_PHONE in agreed,
        by_peer=BY_PEER in agreed,
        at_home=AT_HOME in agreed,
        phone="" if is_unsafe else person.phone,
        is_unsafe=is_unsafe,
    )


def agreements(people: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    """By person, the ways of contact that are agreed to; no record means none. Two queries.

    Of an under-18 her guardian agrees too; what was said on another record of hers counts.
    """
    asked = Participant.objects.filter(pk__in=list(people))
    words = last_words(asked.only("canonical", "born_on", "born_precision"))
    return {person: _agreed(last) for person, last in words.items()}


def _agreed(words: Words) -> frozenset[str]:
    return frozenset(purpose for purpose in PURPOSES if words.agree_to(purpose))
