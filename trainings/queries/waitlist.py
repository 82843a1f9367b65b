"""Who waits for a place in a class, in the order in which the class comes closest to its target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trainings.balance import Composition, Effect, within_target
from trainings.models import Cohort, Enrolment
from trainings.queries.balance import composition_of, sides_of
from trainings.queries.warnings import warnings_about

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One who waits, what a place for her would do today, and what to know before."""

    place: Enrolment
    effect: Effect
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class Waitlist:
    """A class beside those who wait for it."""

    composition: Composition
    lines: list[WaitingLine]


def waitlist_of(cohort: Cohort, today: date, *, user: User) -> Waitlist:
    """Everybody who asked for a place or is on the waiting list, whoever should come next first."""
    places = list(
        cohort.enrolments.members()
        .filter(state__in=Enrolment.WAITING, to_on=None)
        .select_related("participant")
        .order_by("created_at", "pk")
    )
    people = [place.participant.canonical_id for place in places]
    composition = composition_of(cohort, today)
    by_person = sides_of(people, cohort, today)
    sides = [by_person[person] for person in people]
    first_day = max(today, cohort.starts_on)
    told = warnings_about(set(people), cohort, first_day, user=user)
    return Waitlist(
        composition,
        [
            WaitingLine(places[one], composition.effect_of(sides[one]), told.get(people[one], []))
            for one in within_target(sides, composition)
        ],
    )
