"""What people have decided, by their last word on each purpose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from participants.models import Consent, Participant

Words = Mapping[tuple[str, str], str]
"""From (purpose, by whom) to the last decision."""


def last_words(people: Iterable[UUID]) -> dict[UUID, dict[tuple[str, str], str]]:
    """The last decision of some people on each purpose, by whom; one query."""
    words: dict[UUID, dict[tuple[str, str], str]] = defaultdict(dict)
    decided = Consent.objects.filter(participant__in=list(people)).order_by("decided_at", "id")
    for person, purpose, given_by, decision in decided.values_list(
        "participant", "text__purpose", "given_by", "decision"
    ):
        words[person][purpose, given_by] = decision
    return words


def agrees(person: Participant, purpose: str) -> bool:
    """Whether a purpose is agreed to; no record means not."""
    return agreed_in(last_words([person.pk]).get(person.pk, {}), purpose, is_minor=person.is_minor)


def agreed_in(words: Words, purpose: str, *, is_minor: bool) -> bool:
    """Whether last words agree: her own, and her guardian's too while she is under 18."""
    deciding = list(Consent.GivenBy) if is_minor else [Consent.GivenBy.HERSELF]
    return all(words.get((purpose, who)) == Consent.Decision.AGREED for who in deciding)
