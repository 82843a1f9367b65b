"""Graduates and colleagues who can take part in a round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Grant, User
from accounts.roles import Role
from outreach.models import Round, RoundGraduate
from participants.models import CommunityIdentity, Participant
from participants.models.identity import REFUSED
from trainings.models import Enrolment

if TYPE_CHECKING:
    from programmes.models import ProjectSite
    from trainings.models import Cohort


def graduates_of(cohort: Cohort) -> QuerySet[Enrolment]:
    """Members who completed the course, or who still have their place in it, by name."""
    state = Enrolment.State
    kept = Q(state=state.COMPLETED) | Q(state=state.ENROLLED, to_on=None)
    members = cohort.enrolments.members().filter(kept).select_related("participant")
    return members.order_by("participant__sort_key", "participant_id")


def volunteers_at(place: ProjectSite) -> QuerySet[User]:
    """Outreach volunteers who hold that role at a place today."""
    there = Grant.objects.active_on(timezone.localdate()).filter(
        Q(project=None) | Q(project=place.project_id),
        Q(site=None) | Q(site=place.site_id),
        user=OuterRef("pk"),
        role=Role.OUTREACH,
    )
    return User.objects.filter(Exists(there), is_active=True).order_by("full_name", "pk")


def teams_before(round_: Round, people: Iterable[UUID]) -> frozenset[frozenset[UUID]]:
    """Pairs of participants who have been a team in another round."""
    members = RoundGraduate.objects.filter(
        enrolment__participant__in=list(people), team__isnull=False
    ).exclude(round=round_)
    teams: dict[UUID | None, set[UUID]] = defaultdict(set)
    for team, participant in members.values_list("team", "enrolment__participant"):
        teams[team].add(participant)
    return frozenset(frozenset(pair) for pair in teams.values() if len(pair) == 2)


def communities_of(people: Iterable[UUID]) -> dict[UUID, str]:
    """An opaque key for the community of each participant who said hers.

    It is compared to make teams across communities, which is what she agreed to when she said it,
    and shown nowhere.
    """
    said = CommunityIdentity.objects.filter(participant__in=list(people))
    return {
        identity.participant_id: identity.ethnicity
        for identity in said
        if identity.ethnicity not in ("", REFUSED)
    }


def languages_of(person: Participant) -> frozenset[str]:
    """The languages that somebody speaks, as far as she said so."""
    return frozenset({person.language, *person.languages} - {""})
