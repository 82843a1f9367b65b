"""What somebody may do with which child, family or place of the playroom."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from childcare.models import Child, DayTag
from participants.models import Participant
from programmes.models import ProjectSite
from trainings.models import Enrolment

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from accounts.roles import Permission


def places_with(user: User, permission: Permission) -> QuerySet[ProjectSite]:
    """Where she holds a permission."""
    held = ProjectSite.objects.filter(pk__in=user.scope.where(permission))
    return held.select_related("site", "project").order_by("site__code", "project__code")


def find_enrolment(user: User, enrolment_id: UUID, permission: Permission) -> Enrolment:
    """A place in a cohort where she holds a permission, or 404."""
    enrolments = Enrolment.objects.select_related("project_site__site", "participant", "cohort")
    return get_object_or_404(
        enrolments.defer("participant__phone"),
        pk=enrolment_id,
        project_site__in=user.scope.where(permission),
    )


def find_guardian(user: User, participant_id: UUID, permission: Permission) -> Participant:
    """Somebody known at a place where she holds a permission, or 404."""
    return get_object_or_404(
        Participant.objects.defer("phone"),
        pk=participant_id,
        project_sites__overlap=sorted(user.scope.where(permission)),
    )


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


def require_with(user: User, permission: Permission, child: Child) -> None:
    """Answer 403 to whoever may not do this with a child."""
    if not may_with(user, permission, child):
        raise PermissionDenied


def find_tag(user: User, tag_id: UUID, permission: Permission) -> DayTag:
    """The tag of a family at a place where she holds a permission, or 404."""
    tags = DayTag.objects.select_related("project_site__site", "guardian")
    return get_object_or_404(
        tags.defer("guardian__phone"), pk=tag_id, project_site__in=user.scope.where(permission)
    )


def find_place(user: User, permission: Permission, place_id: object = None) -> ProjectSite:
    """One of her places: the one that a form names, or the only one; otherwise 404."""
    places = list(places_with(user, permission))
    if place_id is None and places:
        return places[0]
    found = next((place for place in places if str(place.pk) == str(place_id)), None)
    if found is None:
        raise Http404
    return found
