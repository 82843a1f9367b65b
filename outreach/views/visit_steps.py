"""The steps of a visit, what came of it, and what was handed over."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import StaffRequest, require_permission
from outreach.access import RECORDING, require_record
from outreach.forms.visit import DeliverForm, MomentForm, OutcomeForm, SetOffForm
from outreach.models import Visit
from outreach.services import visit_steps as services
from outreach.services.garments import deliver
from outreach.services.refusals import CannotChange
from outreach.views.answers import changed, tell_why
from outreach.views.visit_detail import find_visit, posted_from_visit, show

STEPS = {"arrive": services.arrive, "leave": services.leave, "back": services.come_back}


@posted_from_visit
@require_permission(*RECORDING)
def visit_set_off(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Note who sets off."""
    visit = _find(request, visit_id)
    form = SetOffForm(request.POST, visit=visit)

    def set_off() -> None:
        services.set_off(
            visit=visit,
            graduates=[woman.pk for woman in form.cleaned_data["graduates"]],
            colleagues=[user.pk for user in form.cleaned_data["colleagues"]],
            at=form.moment,
        )

    if changed(request, form, set_off, _("They are on their way. Tap again when they arrive.")):
        return redirect(visit)
    return show(request, visit, set_off=form)


@posted_from_visit
@require_permission(*RECORDING)
def visit_step(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Note that they arrived, went away or are back."""
    visit = _find(request, visit_id)
    form = MomentForm(request.POST, visit=visit)
    step = STEPS.get(request.POST.get("step", ""))
    if step is None:
        messages.error(request, _("This page is out of date. Load it again and tap once more."))
        return redirect(visit)
    if not form.is_valid():
        return show(request, visit, moment=form)
    try:
        step(visit=visit, at=form.moment)
    except CannotChange as refusal:
        tell_why(request, refusal)
    else:
        messages.success(request, _("Noted."))
    return redirect(visit)


@posted_from_visit
@require_permission(*RECORDING)
def visit_outcome(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Say what came of a visit."""
    visit = _find(request, visit_id)
    form = OutcomeForm(request.POST, visit=visit)

    def say() -> None:
        services.say_outcome(
            visit=visit, outcome=form.cleaned_data["outcome"], met=form.met, by=request.user
        )

    if not changed(request, form, say, _("Noted. Thank you.")):
        return show(request, visit, outcome=form)
    if form.cleaned_data["outcome"] == Visit.Outcome.UNSAFE:
        messages.warning(
            request, _("This address is closed for planning now. Tell your manager what happened.")
        )
    return redirect(visit)


@posted_from_visit
@require_permission(*RECORDING)
def visit_deliver(request: StaffRequest, visit_id: UUID) -> HttpResponse:
    """Hand garments over at a visit."""
    visit = _find(request, visit_id)
    form = DeliverForm(request.POST, visit=visit)

    def hand_over() -> None:
        count = deliver(
            visit=visit,
            garments=[garment.pk for garment in form.cleaned_data["garments"]],
            received_by=form.cleaned_data["received_by"],
            acknowledgement=form.cleaned_data["acknowledgement"],
            by=request.user,
        )
        messages.success(
            request,
            ngettext(
                "%(count)d garment is handed over.", "%(count)d garments are handed over.", count
            )
            % {"count": count},
        )

    if changed(request, form, hand_over):
        return redirect(visit)
    return show(request, visit, deliver=form)


def _find(request: StaffRequest, visit_id: UUID) -> Visit:
    visit = find_visit(request, visit_id)
    require_record(request.user, visit.round)
    return visit
