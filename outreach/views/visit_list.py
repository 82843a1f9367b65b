"""The first page of whoever works with visits: who is out, what is planned, what is untold."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from outreach.access import SEEING
from outreach.models import Visit
from outreach.queries.visits import to_come, underway

ON_A_PAGE = 20


@require_safe
@require_permission(*SEEING)
def visit_list(request: StaffRequest) -> HttpResponse:
    """Show the visits that she may open: first those that somebody has to act on."""
    user, now = request.user, timezone.now()
    page = Paginator(to_come(user), ON_A_PAGE).get_page(request.GET.get("page"))
    today = user.scope.today
    context = {
        "underway": underway(user, now),
        "page": page,
        "late": [visit for visit in page if visit.on_day < today],
        "today": [visit for visit in page if visit.on_day == today],
        "later": [visit for visit in page if visit.on_day > today],
        "day": today,
        "may_add": user.may(Permission.HOUSEHOLD_ADD),
        "sees_all": user.may(Permission.OUTREACH_SEE),
        "asked": (
            Visit.objects.visible_to(user)
            .breaking_the_rule()
            .filter(project_site__in=user.scope.where(Permission.OUTREACH_ALLOW))
            .select_related("household", "team", "round")
            if user.may(Permission.OUTREACH_ALLOW)
            else ()
        ),
    }
    return render(request, "outreach/visit_list.html", context)
