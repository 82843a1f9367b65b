"""Staff of a place: who can be assigned to a session, and whom to turn to."""

from __future__ import annotations

from datetime import date
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
    day = max(session.on_day, timezone.localdate())
    return _holding(LEADING, session, day)


def focal_points_at(session: Session) -> QuerySet[User]:
    """The protection focal points of the place of a session."""
    return _holding((Role.PROTECTION,), session, timezone.localdate())


def _holding(roles: tuple[Role, ...], session: Session, day: date) -> QuerySet[User]:
    place = session.project_site
    there = Grant.objects.active_on(day).filter(
        Q(project=None) | Q(project=place.project_id),
        Q(site=None) | Q(site=place.site_id),
        user=OuterRef("pk"),
        role__in=roles,
    )
    return User.objects.filter(Exists(there), is_active=True)
