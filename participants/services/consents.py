"""What people agree to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from participants.details import Decision
from participants.models import Consent, ConsentText, Participant, Purpose
from participants.queries.consents import words_of
from participants.registries import on_withdraw
from participants.services.locks import lock_people

if TYPE_CHECKING:
    from accounts.models import User

AT_THE_DOOR = (Purpose.PARTICIPATION, Purpose.DATA_PROCESSING)


def agree_in_words(*, participant_id: UUID, by: User, now: datetime) -> None:
    """Keep that she agreed in words before a witness; the full text is read with her later."""
    Consent.objects.bulk_create(
        Consent(
            participant_id=participant_id,
            text=text,
            decision=Consent.Decision.AGREED,
            how=Consent.How.VERBAL,
            decided_at=now,
            witnessed_by=by,
            is_complete=False,
        )
        for text in latest_texts()
    )


@transaction.atomic
def decide(*, person: Participant, decisions: Iterable[Decision], by: User) -> None:
    """Keep decisions; what is not agreed to any more stops at once, in every room."""
    # Nobody decides for the same person meanwhile, nor makes another record hers.
    lock_people([person.pk])
    person.refresh_from_db(fields=["canonical"])
    before = words_of(person)
    said = list(decisions)
    record_decisions(person=person, decisions=said, by=by, now=timezone.now())
    after = words_of(person)
    for purpose in {one.purpose: None for one in said}:
        if before.agree_to(purpose) and not after.agree_to(purpose):
            tell_withdrawal(person=person, purpose=purpose, by=by)


def tell_withdrawal(*, person: Participant, purpose: str, by: User) -> None:
    """Let every room stop what needs a purpose, on each record of a person."""
    for record in Participant.objects.records_of([person.pk]).order_by("pk"):
        on_withdraw(record, purpose, by)


def record_decisions(
    *, person: Participant, decisions: Iterable[Decision], by: User, now: datetime
) -> None:
    """Keep what she and her guardian decided on some purposes, each on its newest text."""
    said = list(decisions)
    texts = {text.purpose: text for text in latest_texts([one.purpose for one in said])}
    Consent.objects.bulk_create(
        Consent(
            participant=person,
            text=texts[one.purpose],
            decision=one.decision,
            how=one.how,
            given_by=one.given_by,
            guardian=one.guardian,
            decided_at=now,
            witnessed_by=by,
            is_complete=one.was_read,
        )
        for one in said
    )


def latest_texts(purposes: Collection[str] = AT_THE_DOOR) -> list[ConsentText]:
    """The newest text of each purpose; of those that a person agrees to at the door by default."""
    return list(
        ConsentText.objects.filter(purpose__in=purposes)
        .order_by("purpose", "-version")
        .distinct("purpose")
    )
