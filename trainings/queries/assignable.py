"""Who can be assigned to a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Grant, User
from accounts.roles import Role

if TYPE_CHECKING:
    from trainings.models import Session

LEADING = (Role.FIELD, Role.FACILITATOR)


def assignable_to(session: Session) -> QuerySet[User]:
    """Staff who lead sessions at the place of this one, on its day or, where past, today."""
    place = session.project_site
    day = max(session.on_day, timezone.localdate())
    there = Grant.objects.active_on(day).filter(
        Q(project=None) | Q(project=place.project_id),
        Q(site=None) | Q(site=place.site_id),
        user=OuterRef("pk"),
        role__in=LEADING,
    )
    return User.objects.filter(Exists(there), is_active=True)
