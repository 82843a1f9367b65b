"""Whom a person lives with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from core.form_errors import error_lines
from participants.access import find_person
from participants.forms.household import MoveInForm, MoveOutForm
from participants.forms.search import PeopleSearchForm
from participants.models import Participant
from participants.queries.people import find_people
from participants.queries.record import home_of
from participants.services.households import move_in, move_out
from participants.services.refusals import CannotKeep


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PARTICIPANT_ADD)
@never_cache
def person_household(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Find whom she lives with, and let her move in or out on a day."""
    person = find_person(request.user, person_id, Permission.PARTICIPANT_ADD)
    if person.canonical_id != person.pk:
        return redirect(person.canonical)
    posted = request.POST
    search = PeopleSearchForm(posted if "words" in posted else None)
    moves_in = MoveInForm(posted if "with_person" in posted else None)
    moves_out = MoveOutForm(posted if "left_on" in posted else None)
    form: forms.Form = moves_in if moves_in.is_bound else moves_out
    if form.is_bound and form.is_valid():
        try:
            _move(request, person, form)
        except CannotKeep as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(person)
    context: dict[str, Any] = {
        "person": person,
        "search": search,
        "moves_in": moves_in,
        "moves_out": moves_out,
        "home": home_of(person),
        "errors": error_lines(search, moves_in, moves_out),
    }
    if search.is_bound and search.is_valid():
        found = find_people(search.cleaned_data["words"], request.user)
        context["found"] = [other for other in found.people if other.pk != person.pk]
    return render(request, "participants/person_household.html", context)


def _move(request: StaffRequest, person: Participant, form: forms.Form) -> None:
    said = form.cleaned_data
    if isinstance(form, MoveOutForm):
        move_out(person=person, on=said["left_on"], by=request.user)
        return
    other = Participant.objects.visible_to(request.user).filter(pk=said["with_person"]).first()
    if other is None:
        raise Http404
    move_in(
        person=person,
        with_person=other,
        relation=said["relation"],
        from_on=said["from_on"],
        by=request.user,
    )
