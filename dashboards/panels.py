"""What this room shows on pages of lower rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.roles import Permission
from core import panels

if TYPE_CHECKING:
    from accounts.models import User
    from trainings.models import Cohort


def register() -> None:
    """Lead from a cohort to its numbers."""
    panels.cohort.register("dashboards", link_to_numbers)


def link_to_numbers(user: User, cohort: Cohort) -> dict[str, Any] | None:
    """The way to the numbers of a cohort, for who may see cohorts; no query."""
    if not user.may(Permission.COHORT_SEE):
        return None
    return {"template": "dashboards/cohort_link.html", "cohort": cohort}
