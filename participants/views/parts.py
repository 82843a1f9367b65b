"""One part of what is known about a person is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, posted, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from core.form_errors import error_lines
from core.forms import tell_cleaning
from participants.access import find_person
from participants.forms.community import DisplacementForm, IdentityForm, identity_of
from participants.forms.functioning import INTRODUCTION, FunctioningForm, functioning_of
from participants.forms.reach import ReachAgainForm, reach_of
from participants.forms.who import WhoForm, who_of
from participants.models import Participant
from participants.queries.places import asks_identity
from participants.queries.record import episodes_of
from participants.services.changes import change_person, keep_functioning
from participants.services.displacement import change_status
from participants.services.duplicates import note_changed
from participants.services.identity import keep_identity
from participants.services.refusals import CannotRegister

COMPARED = frozenset({"given", "father", "grandfather", "family", "born_on", "phone"})
"""What tells two women apart; a change of these is compared again."""

CHANGE = require_permission(Permission.PARTICIPANT_ADD)


@dataclass(frozen=True, slots=True)
class Part:
    """A page with one part of her record: its forms, and what saving them means."""

    template: str
    forms: list[forms.Form]
    save: Callable[[], None]
    more: dict[str, Any] = field(default_factory=dict)


@require_http_methods(["GET", "POST"])
@CHANGE
@sensitive_post_parameters()
@never_cache
def person_who(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Change who she is: names, birth, languages, and her answers on functioning."""
    person = find_person(request.user, person_id, Permission.PARTICIPANT_ADD)
    who = WhoForm(posted(request), initial=who_of(person))
    functioning = FunctioningForm(posted(request), initial=functioning_of(person))

    def save() -> None:
        said = who.said() | {"languages": list(who.cleaned_data["languages"])}
        changed = change_person(person=person, said=said, by=request.user)
        _compare_again(request, person, changed)
        keep_functioning(person=person, answers=functioning.said(), by=request.user)
        tell_cleaning(request, who)

    more = {"introduction": INTRODUCTION, "who": who, "functioning": functioning}
    part = Part("participants/person_who.html", [who, functioning], save, more)
    return _answer(request, person, part)


@require_http_methods(["GET", "POST"])
@CHANGE
@sensitive_post_parameters()
@never_cache
def person_reach(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Change how to reach her; her number stays hidden, and as it is unless another is written."""
    person = find_person(request.user, person_id, Permission.PARTICIPANT_ADD)
    form = ReachAgainForm(posted(request), initial=reach_of(person))

    def save() -> None:
        changed = change_person(person=person, said=form.changes(person), by=request.user)
        _compare_again(request, person, changed)
        tell_cleaning(request, form)

    return _answer(request, person, Part("participants/person_reach.html", [form], save))


@require_http_methods(["GET", "POST"])
@CHANGE
@never_cache
def person_status(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Say what she is from a day on; the status before it ends on that day."""
    person = find_person(request.user, person_id, Permission.PARTICIPANT_ADD)
    form = DisplacementForm(posted(request))
    form.fields["status"].required = True

    def save() -> None:
        said = form.said()
        if said is not None:
            change_status(person=person, said=said, by=request.user)

    more = {"episodes": episodes_of(person)}
    part = Part("participants/person_status.html", [form], save, more)
    return _answer(request, person, part)


@require_http_methods(["GET", "POST"])
@CHANGE
@sensitive_post_parameters()
@never_cache
def person_identity(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Show and change what she said of her ethnicity and belief; that it was shown is kept."""
    person = find_person(request.user, person_id, Permission.PARTICIPANT_ADD)
    if not asks_identity(person):
        raise Http404
    note_look(
        Look.Kind.REVEAL,
        by=request.user,
        page="participants:person_identity",
        participant_id=person.pk,
        project_sites=person.project_sites,
        people=1,
    )
    form = IdentityForm(posted(request), initial=identity_of(person))

    def save() -> None:
        keep_identity(person=person, said=form.said())

    return _answer(request, person, Part("participants/person_identity.html", [form], save))


def _compare_again(request: StaffRequest, person: Participant, changed: list[str]) -> None:
    """Look for records that she is like since her name, birth or phone was changed."""
    if not COMPARED.isdisjoint(changed):
        person.refresh_from_db()
        if note_changed(person=person, by=request.user):
            messages.warning(request, _("Somebody like her is known; a coordinator will check."))


def _answer(request: StaffRequest, person: Participant, part: Part) -> HttpResponse:
    """Show a part, or save it and go back to her page; what was typed stays."""
    if person.canonical_id != person.pk:
        return redirect(person.canonical)
    # Every form checks itself, so that all errors are told at once.
    fits = [form.is_valid() for form in part.forms]
    if request.method == "POST" and all(fits):
        try:
            part.save()
        except CannotRegister as refusal:
            part.forms[0].add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect(person)
    context = {"person": person, "form": part.forms[0], "errors": error_lines(*part.forms)}
    return render(request, part.template, context | part.more)
