"""Whether a session takes place, when it is made up for, and when it is over."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from core.dates import day_text
from programmes.calendar import holidays_between, is_weekend
from trainings.forms.session_state import MakeUpForm, RefusedCountForm, SessionStateForm
from trainings.models import Attendance, Session
from trainings.services.refusals import CannotChange
from trainings.services.session_makeup import make_up
from trainings.services.session_state import (
    count_refused,
    finish_session,
    reopen_session,
    set_session_state,
)
from trainings.views.session_access import (
    family_to_record,
    session_context,
    session_to_change,
    tell_why,
)


@require_http_methods(["GET", "POST"])
@require_permission(Permission.SESSION_CHANGE)
def session_state(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Cancel or postpone a session with a reason, say that it was held, or take that back."""
    session = session_to_change(request, session_id, Permission.SESSION_CHANGE)
    form = SessionStateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = set_session_state(
                session=session,
                state=form.cleaned_data["state"],
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
        except CannotChange as refusal:
            tell_why(request, refusal)
            return redirect("trainings:session_state", session_id)
        messages.success(request, _told(changed))
        if changed.state == Session.State.POSTPONED and changed.parent_id is None:
            return redirect("trainings:session_makeup", session_id)
        return redirect("trainings:session_state", session_id)
    makeup = session.makeups.happening().first()
    marks = Attendance.objects.recorded().filter(session=session).count()
    context = {"form": form, "makeup": makeup, "marks": marks}
    return render(
        request, "trainings/session_state.html", session_context(request, session) | context
    )


@require_http_methods(["GET", "POST"])
@require_permission(Permission.SESSION_CHANGE)
def session_makeup(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Plan the session that makes up for one that did not take place."""
    session = session_to_change(request, session_id, Permission.SESSION_CHANGE)
    form = MakeUpForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        try:
            made = make_up(
                session=session,
                starts_at=form.starts_at,
                ends_at=form.ends_at,
                room=form.cleaned_data["room"],
                by=request.user,
            )
        except CannotChange as refusal:
            for sentence in refusal.sentences:
                form.add_error(None, sentence)
        else:
            messages.success(
                request, _("It is made up for on %(day)s.") % {"day": day_text(made.on_day)}
            )
            _warn_of_a_free_day(request, made)
            return redirect(made)
    context = session_context(request, session) | {"form": form}
    return render(request, "trainings/session_makeup.html", context)


@require_http_methods(["GET", "POST"])
@require_permission(Permission.ATTENDANCE_RECORD, Permission.ATTENDANCE_RECORD_ASSIGNED)
def session_finish(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Say that a session is over, or open it again; marks can be corrected all the same."""
    family = family_to_record(request, session_id)
    session = family.session
    if request.method == "GET":
        lines = session.roster()
        context = {
            "done": sum(line.is_marked for line in lines),
            "total": len(lines),
            "dialogues": [child for child in family.children if child.is_happening],
        }
        return render(
            request, "trainings/session_finish.html", session_context(request, session) | context
        )
    if "again" in request.POST:
        reopen_session(session=session)
        messages.success(request, _("The session is open again."))
        return redirect("trainings:session_finish", session_id)
    try:
        unmarked = finish_session(session=session, by=request.user)
    except CannotChange as refusal:
        tell_why(request, refusal)
        return redirect("trainings:session_finish", session_id)
    messages.success(request, _finished(unmarked))
    return redirect("trainings:today")


@require_POST
@require_permission(Permission.ATTENDANCE_RECORD, Permission.ATTENDANCE_RECORD_ASSIGNED)
def session_refused(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Count somebody who did not want to be written down; she is a number and nothing else."""
    session = family_to_record(request, session_id).session
    form = RefusedCountForm(request.POST)
    if form.is_valid():
        try:
            if not count_refused(session=session, **form.cleaned_data):
                messages.warning(request, _("It was counted already. This is the number now."))
        except CannotChange as refusal:
            tell_why(request, refusal)
    else:
        messages.error(request, _("The number could not be read. Nothing was changed."))
    return redirect("trainings:session_person_add", session_id)


def _told(session: Session) -> str:
    return {
        Session.State.PLANNED: _("The session is planned again."),
        Session.State.HELD: _("The session counts as held."),
        Session.State.CANCELLED: _("The session is cancelled."),
        Session.State.POSTPONED: _("The session is postponed. Here you can make up for it."),
    }[Session.State(session.state)]


def _finished(unmarked: int) -> str:
    if not unmarked:
        return _("Finished. Everybody is marked.")
    return ngettext(
        "Finished. %(count)d woman is not marked; you can still do that.",
        "Finished. %(count)d women are not marked; you can still do that.",
        unmarked,
    ) % {"count": unmarked}


def _warn_of_a_free_day(request: StaffRequest, made: Session) -> None:
    holiday = holidays_between(made.project_site.site, made.on_day, made.on_day).get(made.on_day)
    if holiday:
        messages.warning(
            request,
            _("That day is a holiday (%(name)s). Who is absent then does not miss anything.")
            % {"name": holiday.name},
        )
    elif is_weekend(made.on_day):
        messages.warning(request, _("That day is a weekend."))
