"""Which households, rounds and visits each role opens, registered with accounts."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts import visibility
from accounts.roles import PERMISSIONS, Permission, Role
from outreach.models.visit import ADDRESS_STAYS

if TYPE_CHECKING:
    from core.scope import Scope
    from outreach.models import Round

MODELS = ("HouseholdInNeed", "Round", "Visit", "Garment")


def register() -> None:
    """Register the rules of every role that works with visits."""
    for role in Role:
        if Permission.OUTREACH_SEE in PERMISSIONS[role]:
            for model in MODELS:
                visibility.register(role, f"outreach.{model}", _at_her_places(role))
    own: dict[str, visibility.Rule] = {
        "outreach.Round": lambda scope: Q(pk__in=own_rounds(scope)),
        "outreach.Visit": lambda scope: Q(round__in=own_rounds(scope)),
        "outreach.Garment": lambda scope: Q(round__in=own_rounds(scope)),
        "outreach.HouseholdInNeed": _written_down_by_her,
    }
    for name, rule in own.items():
        visibility.register(Role.OUTREACH, name, rule)


def own_rounds(scope: Scope) -> QuerySet[Round]:
    """The rounds a volunteer works with, from their opening until a week after their end."""
    from outreach.models import Round

    return Round.objects.filter(
        Q(closed_at=None) | Q(closed_at__gte=_a_week_ago(scope)),
        opened_at__isnull=False,
        volunteers__user=scope.user_id,
        volunteers__ended_at=None,
        project_site__in=sorted(scope.roles[Role.OUTREACH]),
    )


def _written_down_by_her(scope: Scope) -> Q:
    """A household that she wrote down herself, as long as its address is open to her."""
    return Q(
        created_by=scope.user_id,
        created_at__gte=_a_week_ago(scope),
        project_site__in=sorted(scope.roles[Role.OUTREACH]),
    )


def _a_week_ago(scope: Scope) -> datetime:
    day = scope.today - ADDRESS_STAYS
    return timezone.make_aware(datetime.combine(day, time.min))


def _at_her_places(role: Role) -> visibility.Rule:
    def rule(scope: Scope) -> Q:
        return Q(project_site__in=sorted(scope.roles[role]))

    return rule
