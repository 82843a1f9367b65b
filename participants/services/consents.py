"""What people agree to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from participants.models import Consent, ConsentText, Purpose

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


def latest_texts() -> list[ConsentText]:
    """The newest text of each purpose that a person agrees to at the door."""
    return list(
        ConsentText.objects.filter(purpose__in=AT_THE_DOOR)
        .order_by("purpose", "-version")
        .distinct("purpose")
    )
