"""One household in need: who lives there, what it agreed to, whether it is safe."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from outreach.forms.household import CameForm, CloseForm, ConsentForm
from outreach.forms.member import MemberForm
from outreach.models import HouseholdConsent, HouseholdInNeed, HouseholdMember
from outreach.queries.households import lines_of, with_composition
from outreach.services import households as services
from outreach.services.members import add_member, change_member, decide, move_out
from outreach.services.refusals import CannotChange
from outreach.views.answers import changed, tell_errors, tell_why
from trainings.access import may_at, require_at

PLANNING = frozenset({"safe", "close", "open"})
"""What is decided by whoever plans; the rest by whoever may write households down."""


@require_http_methods(["GET", "POST"])
@require_permission(Permission.OUTREACH_SEE, Permission.HOUSEHOLD_ADD)
@never_cache
def household_detail(request: StaffRequest, household_id: UUID) -> HttpResponse:
    """Show a household, and add somebody who lives there."""
    household = find_household(request, household_id)
    form = MemberForm(request.POST or None)
    if request.method == "POST":
        require_at(request.user, Permission.HOUSEHOLD_ADD, household)

        def add() -> None:
            add_member(
                household=household,
                member_id=form.cleaned_data["member_id"],
                by=request.user,
                **form.said,
            )

        if changed(request, form, add, _("Added.")):
            return redirect("outreach:household_detail", household.pk)
    [(_household, composition)] = with_composition([household])
    lines = lines_of(household, request.user.scope.today)
    consent = (
        household.consents.filter(purpose=HouseholdConsent.Purpose.VISIT).latest_first().first()
    )
    context: dict[str, Any] = {
        "household": household,
        "composition": composition,
        "lines": lines,
        "agreed": consent.decision if consent else "",
        "consents": household.consents.select_related("witnessed_by").order_by("-decided_at"),
        "visits": household.visits.visible_to(request.user)
        .select_related("team", "round")
        .order_by("-on_day"),
        "form": form,
        "consent": ConsentForm(),
        "close": CloseForm(),
        "came": CameForm(),
        "may_change": may_at(request.user, Permission.HOUSEHOLD_ADD, household),
        "may_record": may_at(request.user, Permission.OUTREACH_RECORD, household),
        "may_plan": may_at(request.user, Permission.OUTREACH_PLAN, household),
    }
    note_look(
        Look.Kind.VIEW,
        by=request.user,
        page="outreach:household_detail",
        project_sites=[household.project_site_id],
        people=len(lines),
    )
    return render(request, "outreach/household_detail.html", context)


@require_POST
@require_permission(Permission.HOUSEHOLD_ADD, Permission.OUTREACH_PLAN)
def household_change(request: StaffRequest, household_id: UUID) -> HttpResponse:
    """Keep what its head decided, close or open it, or say that it is unsafe or safe."""
    household = find_household(request, household_id)
    step = request.POST.get("step", "")
    needed = Permission.OUTREACH_PLAN if step in PLANNING else Permission.HOUSEHOLD_ADD
    require_at(request.user, needed, household)
    form = FORMS.get(step, forms.Form)(request.POST)
    if not form.is_valid():
        tell_errors(request, form)
    else:
        try:
            messages.success(request, _change(request, household, step, form.cleaned_data))
        except CannotChange as refusal:
            tell_why(request, refusal)
    return redirect("outreach:household_detail", household.pk)


@require_http_methods(["GET", "POST"])
@require_permission(Permission.HOUSEHOLD_ADD)
def member_edit(request: StaffRequest, household_id: UUID, member_id: UUID) -> HttpResponse:
    """Mend the line of somebody, or say that she moved out."""
    household = find_household(request, household_id)
    require_at(request.user, Permission.HOUSEHOLD_ADD, household)
    member = get_object_or_404(household.members.living_there(), pk=member_id)
    if request.method == "POST" and "moved_out" in request.POST:
        return _moved_out(request, member)
    form = MemberForm(request.POST or None, member=member)

    def change() -> None:
        change_member(member=member, **form.said)

    if request.method == "POST" and changed(request, form, change, _("Saved.")):
        return redirect("outreach:household_detail", household.pk)
    context = {"household": household, "member": member, "form": form}
    return render(request, "outreach/member_edit.html", context)


def find_household(request: StaffRequest, household_id: UUID) -> HouseholdInNeed:
    """A household that she may open; 404 otherwise."""
    households = HouseholdInNeed.objects.visible_to(request.user)
    return get_object_or_404(
        households.select_related(
            "area", "project_site__site", "project_site__project", "unsafe_by"
        ),
        pk=household_id,
    )


FORMS: dict[str, type[forms.Form]] = {
    "consent": ConsentForm,
    "close": CloseForm,
    "came": CameForm,
}


def _change(
    request: StaffRequest, household: HouseholdInNeed, step: str, said: dict[str, Any]
) -> str:
    by = request.user
    if step == "consent":
        decide(household=household, by=by, **said)
        return _("Noted what the head of the household decided.")
    if step == "close":
        services.close_household(household=household, by=by, **said)
        return _("Closed. What was recorded stays.")
    if step == "came":
        services.note_came(household=household, by=by, **said)
        return _("Noted. How good.")
    if step == "unsafe":
        services.mark_unsafe(household=household, by=by)
        return _("This address is closed for planning now. Tell your manager what happened.")
    if step == "safe":
        services.mark_safe(household=household)
        return _("This address can be planned again.")
    if step == "open":
        services.open_household(household=household)
        return _("Opened again.")
    raise CannotChange(_("This page is out of date. Load it again and tap once more."))


def _moved_out(request: StaffRequest, member: HouseholdMember) -> HttpResponse:
    try:
        move_out(member=member)
    except CannotChange as refusal:
        tell_why(request, refusal)
    else:
        messages.success(request, _("Noted. What was measured and sewn stays."))
    return redirect("outreach:household_detail", member.household_id)
