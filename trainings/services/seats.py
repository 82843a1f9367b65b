"""The places of a class: how many are left, and for whom they are kept."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from participants.models import Participant
from trainings.balance import Effect
from trainings.models import Cohort, Enrolment
from trainings.queries.balance import composition_of, sides_of
from trainings.queries.enrolling import places_taken
from trainings.services.refusals import CannotChange


class AgainstTarget(CannotChange):
    """A place would go to somebody while it is kept for others; with a reason it may."""


def state_of_the_next(
    cohort: Cohort, participant: Participant, from_on: date, *, reason: str = ""
) -> Enrolment.State:
    """Enrolled while there are places that are not kept for others; else on the waiting list."""
    if is_full(cohort, from_on):
        return Enrolment.State.WAITLISTED
    is_kept = not reason and effect_on_balance(cohort, participant, from_on) == Effect.WORSE
    return Enrolment.State.WAITLISTED if is_kept else Enrolment.State.ENROLLED


def is_full(cohort: Cohort, day: date) -> bool:
    """Whether every place of a class is taken from a day on."""
    return places_taken(cohort, day) >= cohort.version.capacity


def effect_on_balance(cohort: Cohort, participant: Participant, day: date) -> Effect:
    """What a place for a woman does to displacement in a class."""
    her = participant.canonical_id
    side = sides_of([her], cohort, day)[her]
    return composition_of(cohort, day).effect_of(side)


def refuse_full(cohort: Cohort, day: date) -> None:
    """Say that all places are taken, where they are."""
    if is_full(cohort, day):
        raise CannotChange(_("All places are taken. End a place first."))


def refuse_against_balance(
    cohort: Cohort, participant: Participant, day: date, *, reason: str
) -> None:
    """Ask for a reason where the place is kept for the other side."""
    if not reason and effect_on_balance(cohort, participant, day) == Effect.WORSE:
        raise AgainstTarget(
            _("The places that are left are kept for the other side. Say why she gets one.")
        )
