"""How a dialogue went, in four taps; and that somebody was referred."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from trainings.forms.dialogue import DialogueForm, ReferralForm
from trainings.models import DialogueNote, Module, Session
from trainings.queries.staff_of_place import focal_points_at
from trainings.services.dialogue import note_dialogue
from trainings.services.referrals import add_referral
from trainings.services.refusals import CannotChange
from trainings.views.session_access import family_to_record, session_context, tell_why


@require_http_methods(["GET", "POST"])
@require_permission(Permission.ATTENDANCE_RECORD, Permission.ATTENDANCE_RECORD_ASSIGNED)
def dialogue_note(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Note topic, languages and mood of a dialogue; a tense one opens the referral card."""
    session = family_to_record(request, session_id).session
    if not is_dialogue(session):
        raise Http404
    note = DialogueNote.objects.filter(session=session).first()
    form = DialogueForm(request.POST or None, session=session, note=note)
    if request.method == "POST" and form.is_valid():
        try:
            note = note_dialogue(
                session=session,
                module=form.module,
                other_topic=form.cleaned_data["other_topic"],
                languages=form.cleaned_data["languages"],
                mood=form.cleaned_data["mood"],
                by=request.user,
            )
        except CannotChange as refusal:
            tell_why(request, refusal)
        else:
            messages.success(request, _("Noted. Thank you."))
            if note.mood != DialogueNote.Mood.TENSE:
                return redirect(session.parent or session)
        return redirect("trainings:dialogue_note", session_id)
    context: dict[str, Any] = session_context(request, session) | {"form": form, "note": note}
    if note is not None and note.mood == DialogueNote.Mood.TENSE:
        context["referral"] = ReferralForm()
        context["referrals"] = session.referrals.count()
        context["focal_points"] = focal_points_at(session)
    return render(request, "trainings/dialogue_note.html", context)


@require_POST
@require_permission(Permission.ATTENDANCE_RECORD, Permission.ATTENDANCE_RECORD_ASSIGNED)
def referral_add(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Note that somebody was referred: what for, never who nor why."""
    session = family_to_record(request, session_id).session
    form = ReferralForm(request.POST)
    if form.is_valid():
        try:
            add_referral(session=session, by=request.user, **form.cleaned_data)
        except CannotChange as refusal:
            tell_why(request, refusal)
        else:
            messages.success(request, _("It is noted that a referral was made."))
    else:
        messages.error(request, _("Tap what the referral was for. Nothing was noted."))
    if is_dialogue(session):
        return redirect("trainings:dialogue_note", session_id)
    return redirect(session)


def is_dialogue(session: Session) -> bool:
    """True for a dialogue, alone or inside a day."""
    if session.parent_id is not None:
        return True
    return session.module is not None and session.module.kind == Module.Kind.DIALOGUE
