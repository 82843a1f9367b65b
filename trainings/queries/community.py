"""Who comes from another community: computed to propose friendships, and shown nowhere."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from participants.models import CommunityIdentity, DisplacementEpisode
from participants.models.identity import REFUSED

Status = DisplacementEpisode.Status
SIDES: Final[dict[str, str]] = {
    Status.HOST: "host",
    Status.IDP: "displaced",
    Status.REFUGEE: "displaced",
}
"""The two sides that a programme brings together; whoever is on neither has no side."""


def of_another_community(woman: UUID, others: Collection[UUID], day: date) -> frozenset[UUID]:
    """Those of some people who differ from a woman in side, ethnicity or belief; two queries.

    Only what both said counts: where nothing is known of her or of them, nobody is preferred.
    """
    told = _told([woman, *others], day)
    hers = told[woman]
    return frozenset(
        one
        for one in others
        if any(
            mine and theirs and mine != theirs for mine, theirs in zip(hers, told[one], strict=True)
        )
    )


def _told(people: Collection[UUID], day: date) -> dict[UUID, tuple[str, str, str]]:
    """By person, her side, ethnicity and belief; empty where not known or not said."""
    episodes = DisplacementEpisode.objects.filter(
        Q(to_on=None) | Q(to_on__gt=day), participant__in=people, from_on__lte=day
    )
    sides = {
        person: SIDES.get(status, "")
        for person, status in episodes.values_list("participant", "status")
    }
    said = {
        one.participant_id: (_said(one.ethnicity), _said(one.belief))
        for one in CommunityIdentity.objects.filter(participant__in=people)
    }
    return {person: (sides.get(person, ""), *said.get(person, ("", ""))) for person in people}


def _said(answer: str) -> str:
    return "" if answer == REFUSED else answer
