"""What a place became, from when, by whom and why: kept beside the place itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from trainings.models import Enrolment, PlaceStep

if TYPE_CHECKING:
    from accounts.models import User


def note_step(
    enrolment: Enrolment,
    *,
    on_day: date,
    by: User,
    state: str = "",
    leaving: str = "",
    reason: str = "",
) -> PlaceStep:
    """Keep that a place became what it is now, or `state` where that is said otherwise."""
    return PlaceStep.objects.create(
        enrolment=enrolment,
        state=state or enrolment.state,
        on_day=on_day,
        leaving=leaving,
        reason=reason,
        at=timezone.now(),
        by=by,
    )
