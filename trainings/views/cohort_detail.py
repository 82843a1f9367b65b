"""The page of a cohort: its sessions and who is in it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from core import panels
from trainings.access import may_at
from trainings.models import Cohort
from trainings.queries.balance import composition_of
from trainings.queries.calls import asked_about
from trainings.queries.cohorts import (
    figures_of,
    member_lines,
    session_lines,
)
from trainings.services.communities import looks_at_communities, target_is_met


@require_safe
@require_permission(Permission.COHORT_SEE)
def cohort_detail(request: StaffRequest, cohort_id: UUID) -> HttpResponse:
    """Show names and exact counts to those who may open each record, no community identity."""
    cohorts = Cohort.objects.visible_to(request.user).select_related(
        "version__course", "project_site__site", "project_site__project"
    )
    cohort = get_object_or_404(cohorts, pk=cohort_id)
    today = request.user.scope.today
    sessions = list(session_lines(cohort))
    members = list(member_lines(cohort, today))
    enrolled = [place for place in members if place.has_a_place_after(today)]
    return render(
        request,
        "trainings/cohort_detail.html",
        {
            "cohort": cohort,
            "today": today,
            "sessions": sessions,
            "members": members,
            "figures": figures_of(sessions, members, today),
            "asked": asked_about(
                [cohort.pk], first=cohort.starts_on, last=cohort.ends_on, today=today
            ),
            "composition": composition_of(
                cohort, today, women=[place.participant.canonical_id for place in enrolled]
            ),
            "communities_met": target_is_met(cohort, request.user)
            if looks_at_communities(cohort)
            else None,
            "panels": list(panels.cohort.contexts(request.user, cohort)),
            "may_plan": may_at(request.user, Permission.COHORT_PLAN, cohort),
            "may_close": may_at(request.user, Permission.COHORT_CLOSE, cohort),
            "may_enrol": may_at(request.user, Permission.PARTICIPANT_ADD, cohort),
        },
    )
