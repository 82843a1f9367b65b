"""How balanced a class is: by displacement exactly, for those who may see its roster.

What is known of communities leaves this module as one of a few words alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import F, Q

from participants.models import CommunityIdentity
from participants.models.identity import REFUSED
from participants.queries.displacement import status_on
from trainings.balance import (
    Composition,
    Effect,
    Said,
    community_effect,
    community_is_met,
    side_of,
)
from trainings.models import Cohort, Enrolment


def composition_of(
    cohort: Cohort, today: date, *, women: Collection[UUID] | None = None
) -> Composition:
    """Who has a place in a class from a day on, by side; two queries, or one where `women` are
    known by their canonical ids.
    """
    if women is None:
        women = _women_of(cohort, today)
    statuses = status_on(day_of(cohort, today), set(women))
    return Composition(
        places=cohort.version.capacity,
        percent=cohort.version.balance_percent,
        sides=Counter(side_of(statuses.get(woman)) for woman in women),
    )


def sides_of(people: Collection[UUID], cohort: Cohort, today: date) -> dict[UUID, str]:
    """The sides of some women, by canonical id, on the day on which a class is looked at."""
    statuses = status_on(day_of(cohort, today), people)
    return {person: side_of(statuses.get(person)) for person in people}


def day_of(cohort: Cohort, today: date) -> date:
    """The day on which a class is looked at: today, or the nearest of its own days."""
    return min(max(today, cohort.starts_on), cohort.ends_on)


def communities_are_balanced(cohort: Cohort, today: date) -> bool:
    """Whether no community has more than its share of a class."""
    said = _said_by(_women_of(cohort, today))
    return community_is_met(list(said.values()), cohort.version.community_percent)


def effect_on_communities(enrolment: Enrolment, cohort: Cohort, today: date) -> Effect:
    """What it would do to the communities of a class to give her a place."""
    her = enrolment.participant.canonical_id
    others = [woman for woman in _women_of(cohort, today) if woman != her]
    said = _said_by([*others, her])
    hers = said.pop(her, ("", ""))
    return community_effect(list(said.values()), hers, cohort.version.community_percent)


def _women_of(cohort: Cohort, today: date) -> list[UUID]:
    """Who has a place from a day on, by canonical id."""
    places = cohort.enrolments.members().exclude(state__in=Enrolment.WITHOUT_A_PLACE)
    open_places = places.filter(Q(to_on=None) | Q(to_on__gt=today))
    return list(open_places.values_list("participant__canonical", flat=True))


def _said_by(women: Collection[UUID]) -> dict[UUID, Said]:
    """Ethnicity and belief of those who said either, on any of their records."""
    told: dict[UUID, list[str]] = {}
    identities = CommunityIdentity.objects.filter(participant__canonical__in=list(women)).annotate(
        woman=F("participant__canonical")
    )
    for one in identities.order_by("said_on", "id"):
        answers = told.setdefault(one.woman, ["", ""])
        for place, answer in enumerate((one.ethnicity, one.belief)):
            if answer not in ("", REFUSED):
                answers[place] = answer
    return {woman: tuple(answers) for woman, answers in told.items()}
