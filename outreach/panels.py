"""Who is not back from a visit, shown on the first page of those who can act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from accounts.roles import Permission
from core import panels
from outreach.queries.visits import overdue_for

if TYPE_CHECKING:
    from accounts.models import User


def register() -> None:
    """Put it on Today."""
    panels.today.register("outreach", overdue)


def overdue(user: User, subject: Any) -> dict[str, Any] | None:
    """The overdue visits at her places; nothing while everybody is back."""
    places = user.scope.where(Permission.OUTREACH_SEE)
    if not places:
        return None
    visits = overdue_for(user, timezone.now(), places)
    if not visits:
        return None
    return {"template": "outreach/overdue_panel.html", "visits": visits, "is_alarm": True}
