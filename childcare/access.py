"""What somebody may do with which child, family or place of the playroom."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.roles import PERMISSIONS, Permission, Role
from childcare.models import Child, DayTag, Stay
from childcare.visibility import places_of_a_worker, stays_in_window, women_in_window
from participants.models import Participant
from programmes.models import ProjectSite
from trainings.models import Enrolment

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User


def places_with(user: User, permission: Permission) -> QuerySet[ProjectSite]:
    """Where she holds a permission."""
    held = ProjectSite.objects.filter(pk__in=user.scope.where(permission))
    return held.select_related("site", "project").order_by("site__code", "project__code")


def in_a_window(user: User, permission: Permission) -> bool:
    """Whether somebody holds a permission as a childcare worker, who sees a window of days."""
    return permission in PERMISSIONS[Role.CHILDCARE] and bool(places_of_a_worker(user.scope))


def places_any_day(user: User, permission: Permission) -> list[int]:
    """Where she holds a permission by a role that no window of days limits."""
    held = (
        places
        for role, places in user.scope.roles.items()
        if role != Role.CHILDCARE and permission in PERMISSIONS[Role(role)]
    )
    return sorted(frozenset[int]().union(*held))


def find_enrolment(user: User, enrolment_id: UUID, permission: Permission) -> Enrolment:
    """A place in a cohort where she holds a permission, in her window of days, or 404."""
    enrolments = Enrolment.objects.select_related("project_site__site", "participant", "cohort")
    opened = Q(project_site__in=places_any_day(user, permission))
    if in_a_window(user, permission):
        opened |= Q(pk__in=women_in_window(user.scope))
    return get_object_or_404(enrolments.defer("participant__phone").filter(opened), pk=enrolment_id)


def find_guardian(user: User, participant_id: UUID, permission: Permission) -> Participant:
    """Somebody known at a place where she holds a permission, in her window of days, or 404."""
    opened = Q(project_sites__overlap=places_any_day(user, permission))
    if in_a_window(user, permission):
        opened |= Q(canonical__in=women_in_window(user.scope).values("participant__canonical"))
    return get_object_or_404(Participant.objects.defer("phone").filter(opened), pk=participant_id)


def find_child(user: User, child_id: UUID) -> Child:
    """A child that she may see, or 404."""
    children = Child.objects.visible_to(user).select_related("guardian")
    return get_object_or_404(children.defer("guardian__phone"), pk=child_id)


def places_of(child: Child) -> frozenset[int]:
    """Where any of its guardians is known."""
    known = child.guardianships.values_list("participant__project_sites", flat=True)
    return frozenset(place for places in known for place in places)


def may_with(user: User, permission: Permission, child: Child) -> bool:
    """Whether she holds a permission at a place of a child."""
    return not user.scope.where(permission).isdisjoint(places_of(child))


def may_reveal_with(user: User, child: Child) -> bool:
    """Whether she may read the phone number of who collects a child."""
    return any(
        may_with(user, permission, child)
        for permission in (Permission.PLAYROOM_WORK, Permission.PLAYROOM_MANAGE)
    )


def require_with(user: User, permission: Permission, child: Child) -> None:
    """Answer 403 to whoever may not do this with a child."""
    if not may_with(user, permission, child):
        raise PermissionDenied


def find_tag(user: User, tag_id: UUID, permission: Permission) -> DayTag:
    """The tag of a family at a place where she holds a permission, in her window, or 404."""
    tags = DayTag.objects.select_related("project_site__site", "guardian")
    opened = Q(project_site__in=places_any_day(user, permission))
    if in_a_window(user, permission):
        opened |= Q(pk__in=Stay.objects.filter(stays_in_window(user.scope)).values("tag"))
    return get_object_or_404(tags.defer("guardian__phone").filter(opened), pk=tag_id)


def find_place(user: User, permission: Permission, place_id: object = None) -> ProjectSite:
    """One of her places: the one that a form names, or the only one; otherwise 404."""
    places = list(places_with(user, permission))
    if place_id is None and places:
        return places[0]
    found = next((place for place in places if str(place.pk) == str(place_id)), None)
    if found is None:
        raise Http404
    return found
