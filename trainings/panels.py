"""What this room shows on pages that others show things on as well."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from accounts.roles import Permission
from core import panels
from trainings.queries.waiting import concerning, voices_beside

if TYPE_CHECKING:
    from accounts.models import User

MOST = 5
"""So many disagreements are named on Today."""


def register() -> None:
    """Register with the pages."""
    panels.today.register("disagreements", disagreements)


def disagreements(user: User, day: date) -> dict[str, Any] | None:
    """The open disagreements that she took part in or may settle, the oldest first."""
    found = list(concerning(user)[: MOST + 1])
    if not found:
        return None
    decides = user.scope.where(Permission.ATTENDANCE_DECIDE)
    return {
        "template": "trainings/today_disagreements.html",
        "lines": [
            (one, voices, one.project_site_id in decides)
            for one, voices in voices_beside(found[:MOST])
        ],
        "has_more": len(found) > MOST,
        "may_decide": bool(decides),
    }
