"""What this room shows on pages of its own through the registry that all rooms use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.roles import Permission
from core import panels

if TYPE_CHECKING:
    from accounts.models import User

MOST_SHOWN = 3


def register() -> None:
    """Register with the first page of the day."""
    panels.today.register("follow_ups", follow_ups_due)


def follow_ups_due(user: User, day: Any) -> dict[str, Any] | None:
    """Whom to call today, the most urgent first; two queries."""
    from trainings.queries.follow_ups import due

    if not user.may(Permission.FOLLOW_UP):
        return None
    waiting = due(user)
    shown = list(waiting[:MOST_SHOWN])
    if not shown:
        return None
    return {
        "template": "trainings/today_follow_ups.html",
        "count": waiting.count() if len(shown) == MOST_SHOWN else len(shown),
        "shown": shown,
    }
