"""Which session an address means, and whether she may do there what she asks."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.access import StaffRequest
from accounts.roles import Permission
from trainings.models import Session
from trainings.queries.families import Family, family_visible_to
from trainings.services.refusals import CannotChange
from trainings.views.roster_context import heading


def family_to_record(request: StaffRequest, session_id: UUID) -> Family:
    """The family of a session that she may record; 404 or 403."""
    family = _find(request, session_id)
    if not family.may_record:
        raise PermissionDenied
    return family


def session_to_change(request: StaffRequest, session_id: UUID, *permissions: Permission) -> Session:
    """A session at a place where she holds one of some permissions; 404 or 403."""
    session = _find(request, session_id).session
    scope = request.user.scope
    if not any(session.project_site_id in scope.where(one) for one in permissions):
        raise PermissionDenied
    return session


def session_context(request: StaffRequest, session: Session) -> dict[str, Any]:
    """What the head of every page about a session tells."""
    return {"session": session, **heading(session, request.user)}


def tell_why(request: StaffRequest, refusal: CannotChange) -> None:
    """Show on the next page why something was refused."""
    for sentence in refusal.sentences:
        messages.error(request, sentence)


def _find(request: StaffRequest, session_id: UUID) -> Family:
    family = family_visible_to(request.user, session_id)
    if family is None:
        raise Http404
    return family
