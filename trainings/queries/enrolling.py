"""What to know before somebody gets a place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from accounts.roles import Permission
from participants.models import Participant
from participants.queries.consents import words_of
from participants.queries.search import found_in_order, people_in_order
from participants.services.consents import AT_THE_DOOR
from trainings.models import Cohort, Enrolment
from trainings.queries.nominations import open_cohorts

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from participants.models.participant import ParticipantQuerySet

MOST_FOUND = 20


def places_taken(cohort: Cohort, day: date) -> int:
    """How many members have a place from a day on; guests and the waiting list have none."""
    return _with_a_place(cohort).filter(Q(to_on=None) | Q(to_on__gt=day)).count()


def _with_a_place(cohort: Cohort) -> QuerySet[Enrolment]:
    return cohort.enrolments.members().exclude(state__in=Enrolment.WITHOUT_A_PLACE)


def cohorts_to_fill(user: User) -> QuerySet[Cohort]:
    """Classes that have not ended, where she enrols women; those to come first."""
    here = user.scope.where(Permission.PARTICIPANT_ADD)
    return open_cohorts(user).filter(project_site__in=here)


def people_to_enrol(user: User) -> ParticipantQuerySet:
    """Women whom she may put into a class: those known where she enrols anybody."""
    here = sorted(user.scope.where(Permission.PARTICIPANT_ADD))
    return Participant.objects.visible_to(user).survivors().filter(project_sites__overlap=here)


def find_at_place_of(cohort: Cohort, words: str, *, user: User) -> list[Participant]:
    """Those known where a cohort is held, by name, code or phone, the likest first."""
    found = found_in_order(words, user, most=MOST_FOUND, places=[cohort.project_site_id])
    return people_in_order(found, user)


def purposes_to_agree(participant: Participant) -> list[str]:
    """What she, or her guardian, has still to agree to before she takes part."""
    return words_of(participant).missing(AT_THE_DOOR)
