"""A new cohort on one guided page: say what is wanted, look at the proposal, make it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from trainings.forms.cohort_plan import CohortPlanForm
from trainings.forms.cohort_proposal import Proposal
from trainings.services.cohorts import plan_cohort
from trainings.services.refusals import CannotChange


@require_http_methods(["GET", "POST"])
@require_permission(Permission.COHORT_PLAN)
def cohort_plan(request: StaffRequest) -> HttpResponse:
    """Propose every session of a course, take changes, and make all of it at once."""
    form = CohortPlanForm(request.POST or None, user=request.user)
    proposal = None
    if request.method == "POST" and form.is_valid():
        proposal = Proposal(form, request.POST)
        if proposal.step == Proposal.CREATE and proposal.is_valid():
            try:
                cohort = plan_cohort(**_wanted(form, proposal), by=request.user)
            except CannotChange as refusal:
                form.add_error(None, list(refusal.sentences))
            else:
                messages.success(
                    request, _("The cohort and all of its sessions are made. Now enrol people.")
                )
                return redirect("trainings:cohort_detail", cohort.pk)
    return render(request, "trainings/cohort_plan.html", {"form": form, "proposal": proposal})


def _wanted(form: CohortPlanForm, proposal: Proposal) -> dict[str, Any]:
    said = form.cleaned_data
    same = ("cohort_id", "version", "project_site", "name", "lead")
    return {name: said[name] for name in same} | {
        "planned": proposal.planned(),
        "helpers": list(said["helpers"]),
    }
