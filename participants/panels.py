"""What this room shows on pages of higher rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.roles import Permission
from core import panels
from participants.models import DuplicateCandidate

if TYPE_CHECKING:
    from accounts.models import User


def register() -> None:
    """Register with the first page of the day."""
    panels.today.register("pairs", pairs_waiting)


def pairs_waiting(user: User, day: Any) -> dict[str, Any] | None:
    """How many pairs may be one woman, for who decides them; one query, none for others."""
    number = waiting_for(user)
    return {"template": "participants/today_pairs.html", "number": number} if number else None


def waiting_for(user: User) -> int:
    """How many pairs wait for somebody who may decide them."""
    if not user.may(Permission.PEOPLE_MERGE):
        return 0
    return DuplicateCandidate.objects.visible_to(user).waiting().count()
