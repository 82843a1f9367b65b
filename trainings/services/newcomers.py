"""Somebody who is not known yet, written down together with her place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from participants.services.displacement import say_first_status
from participants.services.people import add_person
from trainings.models import Cohort, Enrolment
from trainings.services.enrolments import enrol

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def enrol_newcomer(
    *,
    cohort: Cohort,
    person_id: UUID,
    from_on: date,
    status: str,
    agreed: bool,
    by: User,
    **names: str,
) -> Enrolment:
    """Write somebody down and give her a place; a form sent twice makes one person.

    Raises Participant.DoesNotExist where the id belongs to another place.
    """
    participant = add_person(person_id=person_id, project_site_id=cohort.project_site_id, **names)
    if status:
        since = min(from_on, cohort.starts_on)
        say_first_status(participant=participant, status=status, from_on=since)
    return enrol(cohort=cohort, participant=participant, from_on=from_on, agreed=agreed, by=by)
