"""Rounds of visits, and a new one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from outreach.access import SEEING
from outreach.forms.round import RoundForm
from outreach.models import Round
from outreach.queries.rounds import for_list
from outreach.services.rounds import plan_round
from outreach.views.answers import changed
from outreach.views.sides import projects_of
from trainings.models import Cohort

ON_A_PAGE = 30


@require_safe
@require_permission(*SEEING)
def round_list(request: StaffRequest) -> HttpResponse:
    """Show rounds, those that began last first."""
    rounds = for_list(Round.objects.visible_to(request.user)).order_by("-starts_on", "name", "pk")
    page = Paginator(rounds, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "may_plan": request.user.may(Permission.OUTREACH_PLAN),
        "projects": projects_of(request.user),
    }
    return render(request, "outreach/round_list.html", context)


@require_http_methods(["GET", "POST"])
@require_permission(Permission.OUTREACH_PLAN)
def round_add(request: StaffRequest) -> HttpResponse:
    """Plan a round for the graduates of a cohort."""
    places = request.user.scope.where(Permission.OUTREACH_PLAN)
    cohorts = Cohort.objects.visible_to(request.user).filter(project_site__in=places)
    form = RoundForm(request.POST or None, cohorts=cohorts)
    said = _("The round is made. Now choose who takes part, and make teams.")

    def plan() -> None:
        plan_round(**form.cleaned_data, by=request.user)

    if request.method == "POST" and changed(request, form, plan, said):
        return redirect("outreach:round_people", form.cleaned_data["round_id"])
    return render(request, "outreach/round_add.html", {"form": form})
