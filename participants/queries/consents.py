"""What people have decided, by their last words on each purpose.

A person may have several records that were merged. What was decided on any of them before they
were known to be one counts for all: one no is a no. What is decided afterwards is her last word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from participants.models import Consent, Participant, Purpose

Asked = tuple[str, str]
"""A purpose, and by whom it was decided."""


@dataclass(frozen=True, slots=True)
class Words:
    """The last words about one person: from a purpose and by whom, to a decision."""

    decided: Mapping[Asked, str] = field(default_factory=dict)
    is_minor: bool = False

    def agree_to(self, purpose: str) -> bool:
        """Whether a purpose is agreed to: by herself, and by her guardian while she is a minor."""
        deciding = list(Consent.GivenBy) if self.is_minor else [Consent.GivenBy.HERSELF]
        return all(self._says_yes(purpose, who) for who in deciding)

    def she_agrees_to(self, purpose: str) -> bool:
        """Whether she herself agrees, whatever her guardian says."""
        return self._says_yes(purpose, Consent.GivenBy.HERSELF)

    def missing(self, purposes: Iterable[str]) -> list[str]:
        """Those of some purposes that are not agreed to."""
        return [purpose for purpose in purposes if not self.agree_to(purpose)]

    def _says_yes(self, purpose: str, who: str) -> bool:
        return self.decided.get((purpose, who)) == Consent.Decision.AGREED


def agrees(person: Participant, purpose: str) -> bool:
    """Whether somebody agrees to a purpose; no record means not."""
    return words_of(person).agree_to(purpose)


def words_of(person: Participant) -> Words:
    """The last words about one person."""
    return last_words([person])[person.pk]


def last_words(people: Iterable[Participant]) -> dict[UUID, Words]:
    """The last words about some people, by the id that each was asked with; one query."""
    asked = list(people)
    decided: dict[UUID, dict[Asked, list[_Said]]] = defaultdict(lambda: defaultdict(list))
    for canonical, purpose, given_by, *said in _decisions({one.canonical_id for one in asked}):
        decided[canonical][purpose, given_by].append(_Said(*said))
    return {
        person.pk: Words(
            {key: _last(said) for key, said in decided[person.canonical_id].items()},
            person.is_minor,
        )
        for person in asked
    }


def refuse_data(people: Iterable[Participant]) -> set[UUID]:
    """Who of some people said that her data is not to be used, by the id each was asked with."""
    asked = (str(Purpose.DATA_PROCESSING), str(Consent.GivenBy.HERSELF))
    words = last_words(people)
    yes = (None, Consent.Decision.AGREED)
    return {key for key, said in words.items() if said.decided.get(asked) not in yes}


@dataclass(frozen=True, slots=True)
class _Said:
    record: UUID
    decision: str
    decided_at: datetime
    merged_at: datetime | None


def _decisions(canonical: Iterable[UUID]) -> Iterable[Any]:
    return (
        Consent.objects.filter(participant__canonical__in=list(canonical))
        .order_by("decided_at", "id")
        .values_list(
            F("participant__canonical"),
            "text__purpose",
            "given_by",
            "participant",
            "decision",
            "decided_at",
            "participant__merged_at",
        )
    )


def _last(said: list[_Said]) -> str:
    """The last word of several records, told in the order of time."""
    last = said[-1]
    known_since = max((one.merged_at for one in said if one.merged_at), default=None)
    if known_since is None or last.decided_at > known_since:
        return last.decision
    by_record = {one.record: one.decision for one in said}
    refusals = [word for word in by_record.values() if word != Consent.Decision.AGREED]
    return refusals[-1] if refusals else last.decision
