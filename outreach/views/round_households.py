"""Which households a round visits."""

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
from outreach.forms.round import ChosenForm
from outreach.models import HouseholdInNeed, Round
from outreach.models.household import HouseholdQuerySet
from outreach.queries.households import for_list, with_composition
from outreach.services.refusals import CannotChange
from outreach.services.rounds import add_households, drop_household
from outreach.views.answers import tell_errors, tell_why
from outreach.views.round_access import round_context, round_to_plan

MOST = 200
"""Households offered at once, the most urgent first."""


@require_http_methods(["GET", "POST"])
@require_permission(Permission.OUTREACH_PLAN)
def round_households(request: StaffRequest, round_id: UUID) -> HttpResponse:
    """Add open households of the place to a round, or take some out."""
    round_ = round_to_plan(request, round_id)
    visible = HouseholdInNeed.objects.visible_to(request.user).filter(
        project_site=round_.project_site_id
    )
    offered = _offered(round_, visible)
    if request.method == "POST":
        try:
            _change(request, round_, offered)
        except CannotChange as refusal:
            tell_why(request, refusal)
        return redirect("outreach:round_households", round_.pk)
    inside = for_list(visible.filter(round_places__round=round_))
    context = round_context(request, round_, "households") | {
        "offered": with_composition(for_list(offered)[:MOST]),
        "inside": with_composition(inside),
    }
    return render(request, "outreach/round_households.html", context)


def _offered(round_: Round, visible: HouseholdQuerySet) -> HouseholdQuerySet:
    offered = visible.open().safe().exclude(round_places__round=round_)
    if round_.area_id:
        offered = offered.filter(area__pcode__startswith=round_.area_id)
    return offered


def _change(request: StaffRequest, round_: Round, offered: HouseholdQuerySet) -> None:
    if "drop" in request.POST:
        try:
            household_id = UUID(request.POST["drop"])
        except ValueError as wrong:
            raise CannotChange(
                _("This page is out of date. Load it again and tap once more.")
            ) from wrong
        drop_household(round_=round_, household_id=household_id)
        messages.success(request, _("Taken out of the round."))
        return
    form = ChosenForm(request.POST, offered=list(offered.values_list("pk", flat=True)))
    if not form.is_valid():
        tell_errors(request, form)
        return
    count = add_households(
        round_=round_,
        households=map(UUID, form.cleaned_data["chosen"]),
        by=request.user,
    )
    messages.success(
        request,
        ngettext("%(count)d household is added.", "%(count)d households are added.", count)
        % {"count": count},
    )
