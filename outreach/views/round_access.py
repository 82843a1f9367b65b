"""Which round an address means, and what the head of its pages tells."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.access import StaffRequest
from accounts.roles import Permission
from outreach.models import Round
from trainings.access import may_at, require_at


def find_round(request: StaffRequest, round_id: UUID) -> Round:
    """A round that she may open; 404 otherwise."""
    rounds = Round.objects.visible_to(request.user).select_related(
        "cohort", "area", "project_site__site", "project_site__project"
    )
    return get_object_or_404(rounds, pk=round_id)


def round_to_plan(request: StaffRequest, round_id: UUID) -> Round:
    """A round at a place where she plans; 404 or 403."""
    round_ = find_round(request, round_id)
    require_at(request.user, Permission.OUTREACH_PLAN, round_)
    return round_


def round_context(request: StaffRequest, round_: Round, current: str) -> dict[str, Any]:
    """What every page of a round shows; `current` names the one that is open."""
    return {
        "round": round_,
        "current": current,
        "may_plan": may_at(request.user, Permission.OUTREACH_PLAN, round_),
    }
