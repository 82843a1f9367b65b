"""Measures of somebody, at a visit or at the centre."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from core.forms import tell_cleaning
from outreach.access import RECORDING, require_record
from outreach.forms.measure import MeasureForm
from outreach.models import HouseholdInNeed, HouseholdMember, RoundGraduate, Visit
from outreach.services.measurements import Unusual, take_measurements
from outreach.services.refusals import CannotChange
from outreach.views.visit_detail import find_visit
from trainings.access import require_at


@require_http_methods(["GET", "POST"])
@require_permission(*RECORDING)
def visit_measure(request: StaffRequest, visit_id: UUID, member_id: UUID) -> HttpResponse:
    """Take the measures of somebody at a visit."""
    visit = find_visit(request, visit_id)
    require_record(request.user, visit.round)
    member = get_object_or_404(visit.household.members.living_there(), pk=member_id)
    went = RoundGraduate.objects.filter(went__visit=visit).select_related("enrolment__participant")
    return _measure(request, member, list(went), visit)


@require_http_methods(["GET", "POST"])
@require_permission(Permission.OUTREACH_RECORD)
def household_measure(request: StaffRequest, household_id: UUID, member_id: UUID) -> HttpResponse:
    """Take the measures of somebody who came to the centre."""
    household = get_object_or_404(HouseholdInNeed.objects.visible_to(request.user), pk=household_id)
    require_at(request.user, Permission.OUTREACH_RECORD, household)
    member = get_object_or_404(household.members.living_there(), pk=member_id)
    return _measure(request, member, [], None)


def _measure(
    request: StaffRequest,
    member: HouseholdMember,
    women: list[RoundGraduate],
    visit: Visit | None,
) -> HttpResponse:
    form = MeasureForm(request.POST or None, member=member, women=women)
    unusual: dict[str, tuple[int, int]] = {}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            take_measurements(
                set_id=said["set_id"],
                member=member,
                taken_on=said["taken_on"],
                taken_by=said.get("taken_by"),
                values=form.values,
                is_confirmed=said["is_confirmed"],
                visit=visit,
                by=request.user,
            )
        except Unusual as odd:
            unusual = dict(odd.bounds)
            for name, sentence in zip(unusual, odd.sentences, strict=True):
                form.add_error(name, sentence)
        except CannotChange as refusal:
            form.add_error(None, list(refusal.sentences))
        else:
            messages.success(request, _("The measures are saved."))
            tell_cleaning(request, form)
            if visit is not None:
                return redirect(visit)
            return redirect("outreach:household_detail", member.household_id)
    context = {
        "form": form,
        "member": member,
        "visit": visit,
        "household": member.household,
        "asks_again": bool(unusual) or "is_confirmed" in form.data,
        "latest": member.measurements.order_by("-taken_on", "-recorded_at").first(),
    }
    return render(request, "outreach/measure.html", context)
