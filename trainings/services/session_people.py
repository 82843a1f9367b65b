"""Somebody new at the door, written down on a page instead of a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from trainings.queries.attendance_state import lock_sessions
from trainings.services.walk_in import WalkIn, WalkInResult, add_walk_ins

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def add_walk_in(*, walk_in: WalkIn, by: User) -> WalkInResult:
    """Add one person under the ids of her form, so that a form sent twice adds her once."""
    now = timezone.now()
    sessions = lock_sessions([walk_in.session], by=by, now=now)
    return add_walk_ins([walk_in], sessions, by=by, now=now)[0]
