"""Somebody comes to a session without a place in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from core.forms import tell_cleaning
from participants.models import Participant
from trainings.forms.session_people import GuestForm, PersonSearchForm, WalkInForm
from trainings.models import Enrolment, Session
from trainings.queries.guests import at_place_of, find_people
from trainings.services.session_people import add_walk_in
from trainings.services.walk_in import HAS_A_PLACE, REJECTED, HasAPlace, add_guest
from trainings.views.session_access import family_to_record, session_context


@require_http_methods(["GET", "POST"])
@require_permission(Permission.ATTENDANCE_RECORD, Permission.ATTENDANCE_RECORD_ASSIGNED)
def session_person_add(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """Find somebody, or write her down, and put her on the roster of this day."""
    session = family_to_record(request, session_id).session
    # Names travel in the body only, as addresses stay in logs and histories.
    if "participant" in request.POST:
        return _add_guest(request, session)
    if "given" in request.POST:
        return _add_walk_in(request, session)
    return _page(request, session, search=PersonSearchForm(request.POST or None))


def _page(
    request: StaffRequest,
    session: Session,
    *,
    search: PersonSearchForm | None = None,
    walk_in: WalkInForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = session_context(request, session)
    context["search"] = search or PersonSearchForm()
    context["walk_in"] = walk_in or WalkInForm()
    if search is not None and search.is_bound and search.is_valid():
        words = search.cleaned_data["words"]
        context["words"] = words
        context["found"] = found = find_people(words, session=session, user=request.user)
        note_look(
            Look.Kind.SEARCH,
            by=request.user,
            page="trainings:session_person_add",
            project_sites=[session.project_site_id],
            people=len(found.people),
        )
    return render(request, "trainings/session_people.html", context)


def _add_guest(request: StaffRequest, session: Session) -> HttpResponse:
    form = GuestForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Search for her again; nothing was changed."))
        return redirect("trainings:session_person_add", session.pk)
    people = at_place_of(session, Participant.objects.visible_to(request.user))
    participant = get_object_or_404(people, pk=form.cleaned_data["participant"])
    try:
        add_guest(session=session, participant=participant, by=request.user)
    except HasAPlace:
        messages.info(request, _why_not_a_guest(session, participant.pk))
    else:
        messages.success(
            request, _("%(name)s is on the roster of this day.") % {"name": participant}
        )
    return redirect(session)


def _add_walk_in(request: StaffRequest, session: Session) -> HttpResponse:
    form = WalkInForm(request.POST)
    if not form.is_valid():
        return _page(request, session, walk_in=form)
    walk_in = form.walk_in(session.pk)
    result = add_walk_in(walk_in=walk_in, by=request.user)
    tell_cleaning(request, form)
    if result.outcome != REJECTED:
        name = " ".join(filter(None, (walk_in.given, walk_in.father)))
        messages.success(request, _("%(name)s is on the roster of this day.") % {"name": name})
    elif result.error == HAS_A_PLACE:
        messages.info(request, _why_not_a_guest(session, walk_in.id))
    else:
        messages.error(request, _("This page is out of date. Write her down once more."))
        return redirect("trainings:session_person_add", session.pk)
    return redirect(session)


def _why_not_a_guest(session: Session, participant_id: UUID) -> str:
    """She has a place already; one that is only asked for does not put her on the roster."""
    waiting = Enrolment.objects.filter(
        cohort=session.cohort_id,
        participant=participant_id,
        state__in=Enrolment.WITHOUT_A_PLACE,
    )
    if waiting.exists():
        return _("She waits for a place in this group. Give her the place on the group's page.")
    return _("She is on this roster already.")
