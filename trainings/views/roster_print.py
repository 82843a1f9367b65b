"""The roster on paper, in the order of the screen."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from trainings.models.marked import Mark
from trainings.roster import rosters_of
from trainings.views.roster import find_family
from trainings.views.roster_context import heading

WALK_IN_LINES = 6


@require_safe
@require_permission(Permission.SESSIONS_SEE, Permission.SESSIONS_SEE_ASSIGNED)
def session_print(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Show a sheet to fill in by hand, with what is recorded already."""
    family = find_family(request, session_id)
    rosters = rosters_of(family.sessions)
    lines = rosters[family.session.pk]
    beside = {
        line.enrolment_id: line for line in (rosters[family.child.pk] if family.child else [])
    }
    context = {
        "session": family.session,
        "child": family.child,
        "site": family.session.project_site.site,
        "rows": [(line, beside.get(line.enrolment_id)) for line in lines],
        "walk_ins": range(len(lines) + 1, len(lines) + 1 + WALK_IN_LINES),
        "marks": Mark.choices,
        **heading(family.session, request.user),
    }
    note_look(
        Look.Kind.PRINT,
        by=request.user,
        page="trainings:session_print",
        project_sites=[family.session.project_site_id],
        people=len(lines),
    )
    return render(request, "trainings/roster_print.html", context)
