"""What somebody may do with a person, where she can open her record."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.roles import Permission
from participants.models import Participant

if TYPE_CHECKING:
    from accounts.models import User


def find_person(user: User, person_id: UUID, permission: Permission) -> Participant:
    """A record that she may open, for something that she may do there; 404 or 403 otherwise.

    Of somebody who was made anonymous there is a page, and nothing more to be done.
    """
    people = Participant.objects.visible_to(user).select_related("area__parent")
    person = get_object_or_404(people, pk=person_id)
    if not may_with(user, permission, person):
        raise PermissionDenied
    if person.anonymised_at and permission != Permission.PEOPLE_SEE:
        raise Http404
    return person


def may_with(user: User, permission: Permission, person: Participant) -> bool:
    """Whether she holds a permission at one of the places that know a person."""
    return not user.scope.where(permission).isdisjoint(person.project_sites)
