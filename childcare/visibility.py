"""Which children and stays each role opens, registered with accounts."""

from __future__ import annotations

from django.db.models import Q

from accounts import visibility
from accounts.roles import PERMISSIONS, Permission, Role
from childcare.models import Guardianship
from core.scope import Scope

AT_A_PLACE = ("childcare.Stay", "childcare.RefusedHandOver", "childcare.Carer")


def register() -> None:
    """Register the rules of every role that sees the playroom."""
    for role in Role:
        if Permission.PLAYROOM_SEE in PERMISSIONS[role]:
            visibility.register(role, "childcare.Child", _of_known_guardians(role))
            for model in AT_A_PLACE:
                visibility.register(role, model, _at_her_places(role))


def _at_her_places(role: Role) -> visibility.Rule:
    def rule(scope: Scope) -> Q:
        return Q(project_site__in=sorted(scope.roles[role]))

    return rule


def _of_known_guardians(role: Role) -> visibility.Rule:
    def rule(scope: Scope) -> Q:
        known = Guardianship.objects.filter(
            participant__project_sites__overlap=sorted(scope.roles[role])
        )
        return Q(pk__in=known.values("child"))

    return rule
