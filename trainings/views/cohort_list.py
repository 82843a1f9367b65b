"""The cohorts that somebody may open."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from trainings.models import Cohort
from trainings.queries.cohorts import for_list

PAGE = 30


@require_safe
@require_permission(Permission.COHORT_SEE)
def cohort_list(request: StaffRequest) -> HttpResponse:
    """Show cohorts, those that began last first."""
    cohorts = for_list(Cohort.objects.visible_to(request.user), request.user.scope.today)
    page = Paginator(cohorts.order_by("-starts_on", "name", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    may_plan = request.user.may(Permission.COHORT_PLAN)
    return render(request, "trainings/cohort_list.html", {"page": page, "may_plan": may_plan})
