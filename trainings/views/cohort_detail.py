"""The page of a cohort: its sessions and who is in it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from trainings.access import may_at
from trainings.models import Cohort
from trainings.queries.cohorts import (
    balance_is_met,
    figures_of,
    member_lines,
    session_lines,
)


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
    return render(
        request,
        "trainings/cohort_detail.html",
        {
            "cohort": cohort,
            "today": today,
            "sessions": sessions,
            "members": members,
            "figures": figures_of(sessions, members, today),
            "balance_met": balance_is_met(cohort, today),
            "may_plan": may_at(request.user, Permission.COHORT_PLAN, cohort),
            "may_enrol": may_at(request.user, Permission.PARTICIPANT_ADD, cohort),
        },
    )
