"""The visits of a round: proposed all at once, or planned one by one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from outreach.forms.visit import VisitAddForm
from outreach.models import Visit
from outreach.queries.sides import sides_at
from outreach.queries.teams import teams_of
from outreach.queries.visits import with_women
from outreach.queries.waiting import waiting_in
from outreach.services.proposal import propose_visits
from outreach.services.refusals import CannotChange
from outreach.services.visits import plan_visit
from outreach.views.answers import changed, tell_why
from outreach.views.round_access import round_context, round_to_plan


@require_http_methods(["GET", "POST"])
@require_permission(Permission.OUTREACH_PLAN)
def round_plan(request: StaffRequest, round_id: UUID) -> HttpResponse:
    """Propose visits for every household that can have one, or plan one by hand."""
    round_ = round_to_plan(request, round_id)
    if request.method == "POST" and "propose" in request.POST:
        try:
            _tell_planned(request, propose_visits(round_=round_, by=request.user))
        except CannotChange as refusal:
            tell_why(request, refusal)
        return redirect("outreach:round_plan", round_.pk)
    first = {"on_day": max(round_.starts_on, request.user.scope.today)}
    form = VisitAddForm(request.POST or None, round_=round_, initial=first)

    def plan() -> None:
        plan_visit(round_=round_, by=request.user, **form.cleaned_data)

    if request.method == "POST" and changed(request, form, plan, _("The visit is planned.")):
        return redirect("outreach:round_plan", round_.pk)
    waiting = waiting_in(round_, sides_at(round_.project_site_id))
    visits = with_women(Visit.objects.visible_to(request.user).filter(round=round_).open())
    lines, _alone = teams_of(round_)
    context = round_context(request, round_, "plan") | {
        "form": form,
        "can": [one for one in waiting if one.can_be_planned],
        "cannot": [one for one in waiting if not one.can_be_planned],
        "has_teams": bool(lines),
        "planned": visits.filter(left_base_at=None).order_by("on_day", "team__number"),
    }
    return render(request, "outreach/round_plan.html", context)


def _tell_planned(request: StaffRequest, count: int) -> None:
    if count:
        messages.success(
            request,
            ngettext("%(count)d visit is planned.", "%(count)d visits are planned.", count)
            % {"count": count},
        )
    else:
        messages.info(
            request, _("No visit could be planned. Below it says what each household waits for.")
        )
