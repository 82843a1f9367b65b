"""The board of a round: its garments, ordered and moved from step to step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, require_permission
from outreach.access import RECORDING, SEEING, may_record, require_record
from outreach.forms.garment import BackForm, GiveBackForm, OrderForm, StepForm
from outreach.models import Garment, HouseholdMember, Round
from outreach.queries.board import board_of, wanted_in
from outreach.services.garments import give_back, move_on, order_garments, step_back
from outreach.services.refusals import CannotChange
from outreach.views.answers import tell_errors, tell_why
from outreach.views.round_access import find_round, round_context


@require_safe
@require_permission(*SEEING)
def board(request: StaffRequest, round_id: UUID) -> HttpResponse:
    """Show every garment of a round under its state, and what could be ordered."""
    round_ = find_round(request, round_id)
    records = may_record(request.user, round_)
    step = StepForm(round_=round_)
    columns = board_of(round_, request.user.scope.today)
    context = round_context(request, round_, "board") | {
        "columns": columns,
        "has_pieces": any(column.pieces for column in columns),
        "wanted": wanted_in(round_) if records else [],
        "may_record": records,
        "step": step,
        # Once for the page, or every piece would ask for the women anew.
        "seamstresses": step.seamstresses if records else [],
        "give_back": GiveBackForm(),
    }
    return render(request, "outreach/board.html", context)


@require_POST
@require_permission(*RECORDING)
def garment_order(request: StaffRequest, round_id: UUID) -> HttpResponse:
    """Order what somebody of the round needs."""
    round_ = find_round(request, round_id)
    require_record(request.user, round_)
    form = OrderForm(request.POST)
    if not form.is_valid():
        tell_errors(request, form)
        return redirect("outreach:board", round_.pk)
    member = get_object_or_404(
        HouseholdMember.objects.filter(household__round_places__round=round_),
        pk=form.cleaned_data["member"],
    )
    try:
        count = order_garments(
            round_=round_, member=member, kinds=form.cleaned_data["kinds"], by=request.user
        )
    except CannotChange as refusal:
        tell_why(request, refusal)
    else:
        messages.success(
            request,
            ngettext("%(count)d garment is ordered.", "%(count)d garments are ordered.", count)
            % {"count": count},
        )
    return redirect("outreach:board", round_.pk)


@require_POST
@require_permission(*RECORDING)
def garment_step(request: StaffRequest, garment_id: UUID) -> HttpResponse:
    """Take a garment one step on or back, or note that it came back."""
    garments = Garment.objects.visible_to(request.user).select_related("round")
    garment = get_object_or_404(garments, pk=garment_id)
    require_record(request.user, garment.round)
    form = _form(request.POST, garment.round)
    if not form.is_valid():
        tell_errors(request, form)
    else:
        try:
            messages.success(request, _change(request, garment, form.cleaned_data))
        except CannotChange as refusal:
            tell_why(request, refusal)
    return redirect("outreach:board", garment.round_id)


def _form(posted: Any, round_: Round) -> forms.Form:
    if "undo" in posted:
        return BackForm(posted)
    if "given_back" in posted:
        return GiveBackForm(posted)
    return StepForm(posted, round_=round_)


def _change(request: StaffRequest, garment: Garment, said: dict[str, Any]) -> str:
    if "undo" in said:
        step_back(garment=garment, from_state=said["undo"])
        return _("Undone.")
    if "given_back" in said:
        give_back(garment=garment, reason=said["given_back"], by=request.user)
        return _("Noted that it was given back.")
    moved = move_on(garment=garment, by=request.user, **said)
    return _("%(garment)s: %(state)s") % {
        "garment": garment.get_kind_display(),
        "state": moved.get_state_display(),
    }
