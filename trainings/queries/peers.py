"""Who of her class could call a woman who is missed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from trainings.models import Attendance, Enrolment, FollowUp
from trainings.models.marked import Mark
from trainings.queries.community import of_another_community
from trainings.queries.contact import BY_PEER, agreements


@dataclass(frozen=True, slots=True)
class Peer:
    """Another participant who could be asked, as the page tells of her."""

    enrolment_id: UUID
    name: str
    is_buddy: bool


def peers_for(follow_up: FollowUp, day: date) -> list[Peer]:
    """Those who agreed to call and be called, the best to ask first; five queries.

    Her buddy, then whoever has her as her own, then those from another community, then those who
    were there when she was missed. Nobody where she herself has not agreed.
    """
    her = follow_up.enrolment
    missed_too = FollowUp.objects.open().filter(enrolment=OuterRef("pk"))
    there = Attendance.objects.filter(
        session=follow_up.last_session_id, mark__in=[Mark.PRESENT, Mark.LATE]
    )
    places = list(
        Enrolment.objects.members()
        .active_on(day)
        .filter(~Exists(missed_too), cohort=follow_up.cohort_id)
        .exclude(participant=her.participant_id)
        .select_related("participant")
    )
    present = set(there.values_list("enrolment", flat=True))
    people = [place.participant_id for place in places]
    agreed = agreements([her.participant_id, *people])
    if BY_PEER not in agreed[her.participant_id]:
        return []
    across = of_another_community(her.participant_id, people, day)
    willing = [place for place in places if BY_PEER in agreed[place.participant_id]]
    willing.sort(
        key=lambda place: (
            place.pk != her.buddy_id,
            place.buddy_id != her.pk,
            place.participant_id not in across,
            place.pk not in present,
            place.participant.sort_key,
        )
    )
    return [
        Peer(place.pk, place.participant.full_name, place.pk == her.buddy_id) for place in willing
    ]
