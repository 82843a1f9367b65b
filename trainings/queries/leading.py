"""Who may lead the sessions of a cohort, at which places."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from accounts.models import Grant
from accounts.roles import PERMISSIONS, Permission, Role
from programmes.models import ProjectSite

LEADING = [
    role
    for role in Role
    if PERMISSIONS[role] & {Permission.ATTENDANCE_RECORD, Permission.ATTENDANCE_RECORD_ASSIGNED}
]


def leaders_at(places: Collection[ProjectSite], day: date) -> Mapping[int, frozenset[UUID]]:
    """By place, the users whose role lets them record sessions there on a day or later."""
    grants = list(
        Grant.objects.filter(role__in=LEADING, user__is_active=True)
        .exclude(to_on__lte=day)
        .values_list("user_id", "project_id", "site_id")
    )
    return {
        place.pk: frozenset(
            user
            for user, project, site in grants
            if project in (None, place.project_id) and site in (None, place.site_id)
        )
        for place in places
    }
