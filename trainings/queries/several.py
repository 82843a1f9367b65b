"""People of a place who could be put into a class, narrowed by what somebody looks for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from participants.models import DisplacementEpisode, Participant
from participants.queries.consents import last_words
from participants.queries.search import found_in_order, in_order
from participants.services.consents import AT_THE_DOOR
from trainings.balance import Effect, places_in_turn
from trainings.models import Cohort, Enrolment
from trainings.queries.balance import composition_of, sides_of
from trainings.queries.warnings import warnings_about

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User

MOST_LISTED: Final = 100
MOST_FOUND: Final = 500
"""So many are looked for by a name before those who are in a class already are left out."""


@dataclass(slots=True)
class Candidate:
    """One of the list: what a place for her would do, and what to know before.

    `is_there` says that she has a place in the class already, or waits for one; `gets_a_place`,
    whether there is one for her after the chosen ones before her, None where she is not chosen.
    """

    person: Participant
    has_agreed: bool
    effect: Effect
    warnings: list[str]
    is_there: bool = False
    gets_a_place: bool | None = None

    @property
    def can_be_chosen(self) -> bool:
        """Whether she may be enrolled with others."""
        return self.has_agreed and not self.is_there


@dataclass(frozen=True, slots=True)
class Listed:
    """The first of those who were looked for, and whether there are more."""

    candidates: list[Candidate]
    more: bool

    @property
    def with_a_place(self) -> int:
        """How many of those chosen would get a place."""
        return sum(one.gets_a_place is True for one in self.candidates)

    @property
    def waiting(self) -> int:
        """How many would wait for one."""
        return sum(one.gets_a_place is False for one in self.candidates)


def people_for(
    cohort: Cohort, *, words: str, status: str, in_no_class: bool, day: date, user: User
) -> QuerySet[Participant]:
    """Those who are known where a class is held and have no place in it, nor wait for one."""
    seen = Participant.objects.visible_to(user)
    people = seen.survivors()
    hers = _open_places(day).filter(participant__canonical=OuterRef("pk"))
    people = people.filter(project_sites__contains=[cohort.project_site_id]).exclude(
        Exists(hers.filter(cohort=cohort))
    )
    if in_no_class:
        people = people.exclude(Exists(hers.exclude(state=Enrolment.State.COMPLETED)))
    if status:
        people = people.filter(pk__in=_of_status(status, day))
    if not words:
        return people.order_by("sort_key", "pk")
    found = found_in_order(words, user, most=MOST_FOUND, places=[cohort.project_site_id])
    return in_order(people, found)


def listed(
    people: QuerySet[Participant],
    cohort: Cohort,
    from_on: date,
    *,
    user: User,
    chosen: Collection[UUID] = (),
) -> Listed:
    """What the list shows of some people, and what those chosen of them would get.

    The same number of queries for any number.
    """
    found = list(people[: MOST_LISTED + 1])
    shown = found[:MOST_LISTED]
    ids = [person.pk for person in shown]
    words, composition = last_words(shown), composition_of(cohort, from_on)
    sides = sides_of(ids, cohort, from_on)
    told = warnings_about(ids, cohort, from_on, user=user)
    there = _there(cohort, ids, from_on)
    candidates = [
        Candidate(
            person,
            has_agreed=not words[person.pk].missing(AT_THE_DOOR),
            effect=composition.effect_of(sides[person.pk]),
            warnings=told.get(person.pk, []),
            is_there=person.pk in there,
        )
        for person in shown
    ]
    in_turn = [one for one in candidates if one.can_be_chosen and one.person.pk in chosen]
    given = places_in_turn([sides[one.person.pk] for one in in_turn], composition)
    for one, gets_a_place in zip(in_turn, given, strict=True):
        one.gets_a_place = gets_a_place
    return Listed(candidates, more=len(found) > MOST_LISTED)


def _open_places(day: date) -> QuerySet[Enrolment]:
    """Places and waiting ones that have not ended."""
    open_on = Enrolment.objects.members().filter(Q(to_on=None) | Q(to_on__gt=day))
    return open_on.exclude(state=Enrolment.State.MERGED)


def _there(cohort: Cohort, people: Collection[UUID], day: date) -> set[UUID]:
    hers = _open_places(day).filter(cohort=cohort, participant__canonical__in=list(people))
    return set(hers.values_list("participant__canonical", flat=True))


def _of_status(status: str, day: date) -> QuerySet[Any, Any]:
    on_day = DisplacementEpisode.objects.filter(
        Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day, status=status
    )
    return on_day.values("participant__canonical")
