"""What to know before somebody gets a place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from participants.models import Consent, Participant
from participants.services.consents import AT_THE_DOOR
from trainings.models import Cohort, Enrolment

if TYPE_CHECKING:
    from django.db.models import QuerySet


def places_taken(cohort: Cohort, day: date) -> int:
    """How many members have a place from a day on; guests and the waiting list have none."""
    return _with_a_place(cohort).filter(Q(to_on=None) | Q(to_on__gt=day)).count()


def _with_a_place(cohort: Cohort) -> QuerySet[Enrolment]:
    return cohort.enrolments.members().exclude(state__in=Enrolment.WITHOUT_A_PLACE)


def has_completed_what_comes_before(participant: Participant, cohort: Cohort) -> bool:
    """Whether she completed the course that this one builds on, where there is one."""
    needed = cohort.version.prerequisite_id
    return (
        needed is None
        or participant.enrolments.filter(
            state=Enrolment.State.COMPLETED, cohort__version__course=needed
        ).exists()
    )


def purposes_to_agree(participant: Participant) -> list[str]:
    """For what her last word is not that she agrees."""
    last = dict(
        Consent.objects.filter(participant=participant)
        .order_by("decided_at", "id")
        .values_list("text__purpose", "decision")
    )
    return without_agreement(last)


def without_agreement(last: dict[str, str], purposes: Iterable[str] = AT_THE_DOOR) -> list[str]:
    """The purposes on which a last word is missing, no, or taken back."""
    return [purpose for purpose in purposes if last.get(purpose) != Consent.Decision.AGREED]
