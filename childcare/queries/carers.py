"""Who with a sign-in may be a carer."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Grant, User
from accounts.roles import PERMISSIONS, Permission, Role
from programmes.models import ProjectSite

WORKING = [role.value for role in Role if Permission.PLAYROOM_WORK in PERMISSIONS[role]]


def users_of_playroom(places: Collection[ProjectSite]) -> QuerySet[User]:
    """Everybody whose role lets her work in the playroom of one of some places today."""
    today = timezone.localdate()
    here = Q(pk__in=[])
    for place in places:
        here |= Q(Q(project=None) | Q(project=place.project_id)) & Q(
            Q(site=None) | Q(site=place.site_id)
        )
    grants = Grant.objects.filter(here, role__in=WORKING, from_on__lte=today).exclude(
        to_on__lte=today
    )
    return User.objects.filter(is_active=True, pk__in=grants.values("user")).order_by("full_name")
