"""What other pages show of the playroom; each asks at most two queries."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from accounts.roles import Permission
from childcare.models import Child, Stay
from childcare.queries.inside import families_of_stays
from childcare.views.words import banners
from trainings.models import Session

if TYPE_CHECKING:
    from accounts.models import User
    from participants.models import Participant


def today_panel(user: User, today: date) -> dict[str, Any] | None:
    """Children inside, for whoever sees the playroom or leads a session of their mothers."""
    sees = user.scope.where(Permission.PLAYROOM_SEE)
    hers = Session.objects.visible_to(user).on(today).values("cohort")
    stays = Stay.objects.inside().filter(
        Q(project_site__in=sees) | Q(cohort__in=hers, on_day=today)
    )
    families = families_of_stays(stays, timezone.now())
    if not families:
        return None
    return {
        "template": "childcare/panel_today.html",
        "count": sum(len(family.children) for family in families),
        "late": [one for one in families if one.is_forgotten or one.is_overdue],
        "banners": banners(families),
        "may_open": bool(sees),
    }


def person_panel(user: User, person: Participant) -> dict[str, Any] | None:
    """The children of somebody, for whoever may see them."""
    places = set(person.project_sites)
    may_add = not user.scope.where(Permission.CHILD_ADD).isdisjoint(places)
    if user.scope.where(Permission.PLAYROOM_SEE).isdisjoint(places):
        return None
    children = list(
        Child.objects.visible_to(user)
        .filter(guardianships__participant__canonical=person.canonical_id)
        .distinct()
        .defer("allergies", "medicine", "notes")
    )
    if not children and not may_add:
        return None
    today = timezone.localdate()
    return {
        "template": "childcare/panel_person.html",
        "person_id": person.pk,
        "children": [(child, child.age_on(today)) for child in children],
        "may_add": may_add,
    }
