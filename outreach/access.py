"""What somebody may do with a round or visit that she can open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from accounts.roles import Permission, Role
from outreach.visibility import own_rounds
from trainings.access import may_at

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User
    from outreach.models import Round, Visit

SEEING = (Permission.OUTREACH_SEE, Permission.OUTREACH_SEE_OWN)
RECORDING = (Permission.OUTREACH_RECORD, Permission.OUTREACH_RECORD_OWN)


def may_record(user: User, round_: Round) -> bool:
    """Whether she records every visit at the place of a round, or those of this one."""
    if may_at(user, Permission.OUTREACH_RECORD, round_):
        return True
    return (
        Role.OUTREACH in user.scope.roles
        and own_rounds(user.scope)
        .filter(pk=round_.pk, project_site__in=user.scope.where(Permission.OUTREACH_RECORD_OWN))
        .exists()
    )


def require_record(user: User, round_: Round) -> None:
    """Answer 403 to whoever may not record this round."""
    if not may_record(user, round_):
        raise PermissionDenied


def may_read_address(user: User, visit: Visit, today: date) -> bool:
    """Whether the address is open to her: to staff always, to visitors until a week after."""
    if may_at(user, Permission.OUTREACH_SEE, visit):
        return True
    return visit.address_open_to_visitors(today)
