"""The households in need that somebody may open."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from outreach.models import HouseholdInNeed
from outreach.queries.households import for_list, with_composition

ON_A_PAGE = 30


@require_safe
@require_permission(Permission.OUTREACH_SEE)
def household_list(request: StaffRequest) -> HttpResponse:
    """Show households, the open and urgent ones first."""
    households = for_list(HouseholdInNeed.objects.visible_to(request.user))
    page = Paginator(households, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "households": with_composition(page.object_list),
        "may_add": request.user.may(Permission.HOUSEHOLD_ADD),
    }
    return render(request, "outreach/household_list.html", context)
