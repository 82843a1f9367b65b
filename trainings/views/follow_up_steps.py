"""What a tap on the page of a follow-up does, each answered by the next page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import StaffRequest
from trainings.forms.follow_up import CallForm
from trainings.models import Enrolment, FollowUp
from trainings.services import follow_ups as services
from trainings.services.follow_ups import Learned
from trainings.services.refusals import CannotChange


def note(request: StaffRequest, follow_up: FollowUp, form: CallForm, caller: str) -> HttpResponse:
    """Keep a call and what came of it."""
    said = form.cleaned_data
    services.note_call(
        call_id=said["call_id"],
        follow_up=follow_up,
        caller=caller,
        channel=said["channel"],
        outcome=form.outcome,
        made_on=said["made_on"],
        learned=(
            form.result and Learned(form.result, support=said["support"], leaving=said["leaving"])
        )
        or None,
        by=request.user,
    )
    if form.result:
        messages.success(request, _("Saved. Thank you for asking about her."))
    else:
        messages.success(request, _("Saved. She stands here again on the next working day."))
    return redirect("trainings:follow_up_list")


def _ask(request: StaffRequest, follow_up: FollowUp) -> HttpResponse:
    peers = Enrolment.objects.visible_to(request.user).filter(cohort=follow_up.cohort_id)
    peer = peers.filter(pk=_id(request, "peer")).first()
    if peer is None:
        raise CannotChange(_("Choose somebody of the same class."))
    services.ask_peer(follow_up=follow_up, peer=peer, by=request.user)
    return redirect("trainings:follow_up_peer", follow_up.pk)


def _friends(request: StaffRequest, follow_up: FollowUp) -> HttpResponse:
    services.note_friends_call(
        call_id=_id(request, "call_id"), follow_up=follow_up, by=request.user
    )
    messages.success(request, _("Noted: her friends had already called."))
    return redirect("trainings:follow_up_list")


def _close(request: StaffRequest, follow_up: FollowUp) -> HttpResponse:
    result = request.POST.get("result")
    if result not in (FollowUp.Result.RETURNED, FollowUp.Result.UNREACHABLE):
        raise KeyError(result)
    services.close_follow_up(follow_up=follow_up, learned=Learned(result), by=request.user)
    messages.success(request, _("Closed."))
    return redirect("trainings:follow_up_list")


def _reopen(request: StaffRequest, follow_up: FollowUp) -> HttpResponse:
    services.reopen_follow_up(follow_up=follow_up, by=request.user)
    messages.success(request, _("Open again."))
    return redirect(follow_up)


def _take_back(request: StaffRequest, follow_up: FollowUp) -> HttpResponse:
    call = follow_up.calls.filter(pk=_id(request, "call")).first()
    if call is not None:
        services.take_back_call(call=call, by=request.user)
    messages.success(request, _("The call is taken back."))
    return redirect(follow_up)


def _id(request: StaffRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        raise KeyError(name) from None


STEPS: Final[Mapping[str, Callable[[StaffRequest, FollowUp], HttpResponse]]] = {
    "ask": _ask,
    "friends": _friends,
    "close": _close,
    "reopen": _reopen,
    "take_back": _take_back,
}
"""By the value of the button."""
