"""The plan of one visit: its team and day, taken back, allowed by a manager."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from outreach.forms.visit import ReasonForm, VisitForm
from outreach.services.refusals import CannotChange
from outreach.services.visits import allow_exception, change_visit, take_back
from outreach.views.answers import changed, tell_why
from outreach.views.visit_detail import find_visit, posted_from_visit, show
from trainings.access import require_at


@require_http_methods(["GET", "POST"])
@require_permission(Permission.OUTREACH_PLAN)
def visit_edit(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Give a planned visit to another team, move it, or take it back."""
    visit = find_visit(request, visit_id)
    require_at(request.user, Permission.OUTREACH_PLAN, visit)
    if request.method == "POST" and "take_back" in request.POST:
        try:
            take_back(visit=visit)
        except CannotChange as refusal:
            tell_why(request, refusal)
            return redirect(visit)
        messages.success(request, _("The visit is taken back."))
        return redirect("outreach:round_plan", visit.round_id)
    now = {"team": visit.team_id, "on_day": visit.on_day, "purpose": visit.purpose}
    form = VisitForm(request.POST or None, round_=visit.round, initial=now)

    def change() -> None:
        change_visit(visit=visit, **form.cleaned_data)

    if request.method == "POST" and changed(request, form, change, _("The plan is changed.")):
        return redirect(visit)
    return render(request, "outreach/visit_edit.html", {"visit": visit, "form": form})


@posted_from_visit
@require_permission(Permission.OUTREACH_ALLOW)
def visit_allow(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Let a team visit a household of its own side, with a reason."""
    visit = find_visit(request, visit_id)
    require_at(request.user, Permission.OUTREACH_ALLOW, visit)
    form = ReasonForm(request.POST)

    def allow() -> None:
        allow_exception(visit=visit, reason=form.cleaned_data["reason"], by=request.user)

    if changed(request, form, allow, _("The visit is allowed, and counted as an exception.")):
        return redirect(visit)
    return show(request, visit, reason=form)
