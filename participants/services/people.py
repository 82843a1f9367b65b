"""New people."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction

from participants.models import Participant
from participants.services.consents import agree_in_words

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def add_walk_in_person(
    *,
    person_id: UUID,
    given: str,
    father: str,
    phone: str,
    project_site_id: int,
    by: User,
    now: datetime,
) -> bool:
    """Add somebody who agreed in words before a witness; False if that id is taken already."""
    person = Participant(
        id=person_id, given=given, father=father, phone=phone, project_sites=[project_site_id]
    )
    if not _is_new(person):
        return False
    agree_in_words(participant_id=person_id, by=by, now=now)
    return True


def add_person(*, person_id: UUID, project_site_id: int, **said: str) -> Participant:
    """Add somebody, or find her again where the same form was sent twice.

    Raises Participant.DoesNotExist where the id belongs to another place.
    """
    person = Participant(id=person_id, project_sites=[project_site_id], **said)
    if not _is_new(person):
        return Participant.objects.get(pk=person_id, project_sites__contains=[project_site_id])
    return person


def _is_new(person: Participant) -> bool:
    """Insert a person; False where her id is taken."""
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError:
        return False
    return True
