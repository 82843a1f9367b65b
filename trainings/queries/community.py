"""Who comes from another community: computed to propose friendships, and shown nowhere."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from participants.models import DisplacementEpisode

Status = DisplacementEpisode.Status
SIDES: Final[dict[str, str]] = {
    Status.HOST: "host",
    Status.IDP: "displaced",
    Status.REFUGEE: "displaced",
}
"""The two sides that a programme brings together; whoever is on neither is nobody's stranger."""


def of_another_community(woman: UUID, others: Collection[UUID], day: date) -> frozenset[UUID]:
    """Those of some people who are on another side than a woman; nobody where nothing is known."""
    told = DisplacementEpisode.objects.filter(
        Q(to_on=None) | Q(to_on__gt=day), participant__in=[woman, *others], from_on__lte=day
    )
    sides = {
        person: SIDES[status]
        for person, status in told.values_list("participant", "status")
        if status in SIDES
    }
    hers = sides.get(woman)
    if hers is None:
        return frozenset()
    return frozenset(one for one in others if sides.get(one, hers) != hers)
