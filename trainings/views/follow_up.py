"""One woman who was missed: how to reach her, and what is noted of it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Exists
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from core.ids import uuid7
from trainings.forms.follow_up import CallForm
from trainings.models import Call, FollowUp
from trainings.queries.contact import contact_with
from trainings.queries.follow_ups import TOLD, back_since, with_calls
from trainings.queries.peers import peers_for
from trainings.services.refusals import CannotChange
from trainings.views.follow_up_steps import STEPS, note

FIRST_PEERS = 4


@require_http_methods(["GET", "POST"])
@require_permission(Permission.FOLLOW_UP)
def follow_up_detail(request: StaffRequest, follow_up_id: UUID) -> HttpResponse:
    """Show who is missed and who could call her; take what was done about it."""
    follow_up = _find(request, follow_up_id)
    step = request.POST.get("step", "")
    form = CallForm(request.POST if step == "call" else None, today=request.user.scope.today)
    if request.method == "POST" and (step != "call" or form.is_valid()):
        try:
            if step == "call":
                return note(request, follow_up, form, Call.Caller.STAFF)
            return STEPS[step](request, follow_up)
        except KeyError:
            messages.error(request, _("This page is out of date. Load it again and tap once more."))
        except CannotChange as refusal:
            for sentence in refusal.sentences:
                messages.error(request, sentence)
        return redirect("trainings:follow_up_list")
    _look(request, follow_up)
    peers = peers_for(follow_up, request.user.scope.today) if follow_up.is_open else []
    context = {
        "follow_up": follow_up,
        "contact": contact_with(follow_up.enrolment.participant),
        "peers": peers[:FIRST_PEERS],
        "other_peers": peers[FIRST_PEERS:],
        "form": form,
        "friends_call_id": uuid7(),
    }
    return render(request, "trainings/follow_up_detail.html", context)


@require_http_methods(["GET", "POST"])
@require_permission(Permission.FOLLOW_UP)
def follow_up_peer(request: StaffRequest, follow_up_id: UUID) -> HttpResponse:
    """The card that a facilitator opens for another participant: whom to call, and no more."""
    follow_up = _find(request, follow_up_id)
    if follow_up.peer is None or not follow_up.is_open:
        return redirect(follow_up)
    form = CallForm(request.POST or None, today=request.user.scope.today)
    if request.method == "POST" and form.is_valid():
        try:
            return note(request, follow_up, form, Call.Caller.PEER)
        except CannotChange as refusal:
            for sentence in refusal.sentences:
                messages.error(request, sentence)
            return redirect("trainings:follow_up_list")
    _look(request, follow_up)
    context = {
        "follow_up": follow_up,
        "contact": contact_with(follow_up.enrolment.participant),
        "form": form,
    }
    return render(request, "trainings/follow_up_peer.html", context)


def _find(request: StaffRequest, follow_up_id: UUID) -> FollowUp:
    """One that she may see, with whether the woman was there since."""
    follow_ups = FollowUp.objects.visible_to(request.user).select_related(*TOLD)
    found = with_calls(follow_ups).annotate(has_returned=Exists(back_since()))
    return get_object_or_404(found, pk=follow_up_id)


def _look(request: StaffRequest, follow_up: FollowUp) -> None:
    note_look(
        Look.Kind.VIEW,
        by=request.user,
        page="trainings:follow_up_detail",
        participant_id=follow_up.enrolment.participant_id,
        project_sites=[follow_up.project_site_id],
        people=1,
    )
