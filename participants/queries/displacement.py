"""What people were on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import F, Q

from participants.models import DisplacementEpisode

UNTOLD = frozenset({"unknown", "refused"})


def status_on(day: date, canonical: Iterable[UUID]) -> dict[UUID, str]:
    """The status of some people on a day, by their canonical ids; one query.

    Where several records are one woman, the survivor's own word comes first, then any that tells.
    """
    episodes = (
        DisplacementEpisode.objects.filter(
            Q(to_on=None) | Q(to_on__gt=day),
            from_on__lte=day,
            participant__canonical__in=list(canonical),
        )
        .annotate(person=F("participant__canonical"))
        .order_by("from_on")
    )
    found: dict[UUID, tuple[bool, bool, str]] = {}
    for episode in episodes:
        told = (
            episode.status not in UNTOLD,
            episode.participant_id == episode.person,
            episode.status,
        )
        if episode.person not in found or told[:2] > found[episode.person][:2]:
            found[episode.person] = told
    return {person: status for person, (_tells, _own, status) in found.items()}
