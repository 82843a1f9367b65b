"""The roster page: who is expected at a session, and her mark, saved as it is tapped."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from trainings.forms.roster import RosterForm, Rosters
from trainings.queries.families import Family, family_visible_to
from trainings.roster import rosters_of
from trainings.services.plain_form import record_form, undo_form
from trainings.views.roster_answers import Sentence, sentences, undo_sentences
from trainings.views.roster_context import roster_context


@require_http_methods(["GET", "POST"])
@require_permission(Permission.SESSIONS_SEE, Permission.SESSIONS_SEE_ASSIGNED)
def session_roster(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Show who is expected at a session, and take their marks."""
    family = find_family(request, session_id)
    rosters = rosters_of(family.sessions)
    if request.method == "POST":
        if not family.may_record:
            raise PermissionDenied
        return _take(request, family, rosters)
    context = roster_context(family, rosters, user=request.user)
    context["undo"] = _uuid(request.GET.get("undo", ""))
    return render(request, "trainings/roster.html", context)


@require_POST
@require_permission(Permission.ATTENDANCE_RECORD, Permission.ATTENDANCE_RECORD_ASSIGNED)
def session_undo(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Take back what one plain form of hers brought."""
    family = find_family(request, session_id)
    key = _uuid(request.POST.get("form", ""))
    if key is None:
        messages.error(request, _("There was nothing to take back."))
    else:
        sessions = [session.pk for session in family.sessions]
        results = undo_form(key=key, sessions=sessions, by=request.user)
        tell(request, undo_sentences(results))
    return redirect(family.session)


def find_family(request: StaffRequest, session_id: UUID) -> Family:
    """The session of the address with those inside it, or 404."""
    family = family_visible_to(request.user, session_id)
    if family is None:
        raise Http404
    return family


def tell(request: StaffRequest, said: Iterable[Sentence]) -> None:
    """Show sentences on the next page."""
    for level, sentence in said:
        messages.add_message(request, level, sentence)


def _take(request: StaffRequest, family: Family, rosters: Rosters) -> HttpResponse:
    form = RosterForm(request.POST, sessions=family.sessions, rosters=rosters)
    address = reverse("trainings:session_roster", args=[family.session.pk])
    if not form.is_valid():
        for errors in form.errors.values():
            tell(request, ((messages.ERROR, str(error)) for error in errors))
        return redirect(address)
    before = {
        (session, line.enrolment_id): line for session, lines in rosters.items() for line in lines
    }
    told = record_form(key=form.key, changes=form.changes, by=request.user)
    tell(request, sentences(told, before))
    return redirect(f"{address}?undo={form.key}" if told else address)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
