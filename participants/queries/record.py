"""Everything that the page of a person tells, read together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from participants.models import (
    Consent,
    DisplacementEpisode,
    HouseholdMember,
    Merge,
    Participant,
    Purpose,
)
from participants.queries.consents import Words, words_of
from participants.queries.households import Composition, composition_of


@dataclass(frozen=True, slots=True)
class Agreement:
    """One purpose: whether she agrees today, and the last decision on it, if there is any."""

    purpose: Purpose
    agrees: bool
    last: Consent | None


@dataclass(frozen=True, slots=True)
class Home:
    """Whom she lives with today, and what the household is made of."""

    members: list[HouseholdMember]
    composition: Composition


def agreements_of(person: Participant, purposes: Sequence[str]) -> list[Agreement]:
    """Where she stands on each purpose, on whichever of her records it was said."""
    decided = (
        Consent.objects.filter(participant__canonical=person.canonical_id)
        .select_related("text", "witnessed_by")
        .order_by("decided_at", "id")
    )
    last = {consent.text.purpose: consent for consent in decided}
    words: Words = words_of(person)
    return [
        Agreement(Purpose(purpose), words.agree_to(purpose), last.get(purpose))
        for purpose in purposes
    ]


def episodes_of(person: Participant) -> list[DisplacementEpisode]:
    """Her displacement, the latest first, on all of her records."""
    return list(
        DisplacementEpisode.objects.filter(participant__canonical=person.canonical_id)
        .select_related("origin__parent")
        .order_by("-from_on", "-id")
    )


def merges_of(person: Participant) -> list[Merge]:
    """The records that turned out to be hers, the latest first."""
    return list(
        Merge.objects.standing()
        .filter(survivor=person)
        .select_related("other", "merged_by")
        .order_by("-merged_at")
    )


def phones_of(person: Participant) -> list[Participant]:
    """Her records with a phone: her own first, then those of merged records that differ."""
    records = sorted(person.records.all(), key=lambda one: (one.pk != person.pk, one.pk))
    known: dict[str, Participant] = {}
    for record in records:
        if record.phone:
            known.setdefault(record.phone, record)
    return list(known.values())


def home_of(person: Participant) -> Home | None:
    """Her household today; None where none is known."""
    today = timezone.localdate()
    own = (
        HouseholdMember.objects.on(today)
        .filter(participant__canonical=person.canonical_id)
        .values("household")
    )
    members = list(
        HouseholdMember.objects.on(today)
        .filter(household__in=own)
        .select_related("participant")
        .order_by("from_on", "id")
    )
    if not members:
        return None
    household: UUID = members[0].household_id
    return Home(members, composition_of([household], today)[household])


def decisions_of(person: Participant) -> list[Consent]:
    """Every decision that was written down, the latest first."""
    return list(
        Consent.objects.filter(participant__canonical=person.canonical_id)
        .select_related("text", "witnessed_by")
        .order_by("-decided_at", "-id")
    )
