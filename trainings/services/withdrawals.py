"""She takes back what she agreed to: what needs it stops in the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from participants.models import Purpose
from participants.queries.consents import words_of
from trainings.models import Enrolment, FollowUp
from trainings.queries.contact import BY_PEER, PURPOSES
from trainings.services.locks import lock_cohorts_of

if TYPE_CHECKING:
    from accounts.models import User
    from participants.models import Participant

ENDS_CONTACT = frozenset({Purpose.PARTICIPATION.value, Purpose.DATA_PROCESSING.value})


def stop_contact(person: Participant, purpose: str, by: User) -> None:
    """Ask no friend to call her, and close what is open once no way is left to reach her.

    Registered with participants. Who does not take part any more is not called after either.
    """
    if purpose not in ENDS_CONTACT and purpose not in PURPOSES:
        return
    lock_cohorts_of([person.pk])
    if purpose == BY_PEER:
        _let_friends_go(person)
    is_over = purpose in ENDS_CONTACT or (
        purpose in PURPOSES and len(words_of(person).missing(PURPOSES)) == len(PURPOSES)
    )
    if is_over:
        FollowUp.objects.open().filter(enrolment__participant=person).update(
            closed_at=timezone.now(), closed_by=by, result=FollowUp.Result.DO_NOT_CONTACT
        )


def _let_friends_go(person: Participant) -> None:
    """Nobody calls her as a friend, and she calls nobody: both have to agree."""
    hers = Q(enrolment__participant=person) | Q(peer__participant=person)
    FollowUp.objects.open().filter(hers).update(peer=None)
    pairs = Q(participant=person) | Q(buddy__participant=person)
    Enrolment.objects.filter(pairs).update(buddy=None)
