"""Several women are put into a class at once, each by the rules for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from participants.models import Participant
from participants.services.locks import lock_people
from trainings.models import Cohort, Enrolment
from trainings.services.enrolments import apply, enrol
from trainings.services.refusals import CannotChange

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(slots=True)
class Outcome:
    """Who got a place, who waits or has asked for one, and who could not, with the sentence."""

    enrolled: list[Enrolment] = field(default_factory=list)
    waiting: list[Enrolment] = field(default_factory=list)
    refused: list[tuple[Participant, str]] = field(default_factory=list)


@transaction.atomic
def enrol_several(
    *,
    cohort: Cohort,
    people: Sequence[Participant],
    from_on: date,
    by: User,
    only_apply: bool = False,
) -> Outcome:
    """Give each a place, in the order given, or keep that she asks for one.

    Nobody is given a place that is kept for the balance of the class: she waits for a person to
    confirm it. Consent is not given in bulk, so who has not agreed is refused.
    """
    # All of them before the class, as in every change of a place.
    lock_people([person.pk for person in people])
    outcome = Outcome()
    for person in people:
        try:
            if only_apply:
                place = apply(cohort=cohort, participant=person, on_day=by.scope.today, by=by)
            else:
                place = enrol(cohort=cohort, participant=person, from_on=from_on, by=by)
        except CannotChange as refusal:
            outcome.refused.append((person, str(refusal)))
        else:
            waits = place.state in Enrolment.WAITING
            (outcome.waiting if waits else outcome.enrolled).append(place)
    return outcome
