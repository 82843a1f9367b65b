"""The page of a person, and her phone number when it is asked for."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from core import panels
from core.phones import masked_phone
from participants.access import find_person, may_with
from participants.consents import ConsentMissing, require
from participants.forms.registration import asked_purposes
from participants.models import Participant, Purpose
from participants.queries.places import asks_identity
from participants.queries.record import agreements_of, episodes_of, home_of, merges_of, phones_of


@require_safe
@require_permission(Permission.PEOPLE_SEE)
@never_cache
def person_detail(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Tell what is known about a person; a merged record leads to who stands for it."""
    person = find_person(request.user, person_id, Permission.PEOPLE_SEE)
    if person.canonical_id != person.pk:
        return redirect(person.canonical)
    _note(request, Look.Kind.VIEW, person)
    if person.anonymised_at:
        may_see_record = may_with(request.user, Permission.RECORD_SEE, person)
        context = {"person": person, "may_see_record": may_see_record}
        return render(request, "participants/person_anonymous.html", context)
    return _page(request, person)


@require_POST
@require_permission(Permission.PHONE_REVEAL)
@never_cache
def phone_reveal(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Show her number to somebody who may call her; that it was shown is kept."""
    person = find_person(request.user, person_id, Permission.PHONE_REVEAL)
    if person.canonical_id != person.pk:
        return redirect(person.canonical)
    try:
        require(person, Purpose.CONTACT_BY_PHONE)
    except ConsentMissing as refusal:
        messages.error(request, str(refusal))
        return redirect(person)
    _note(request, Look.Kind.REVEAL, person)
    return _page(request, person, shows_phone=True)


def _page(request: StaffRequest, person: Participant, *, shows_phone: bool = False) -> HttpResponse:
    asks = asks_identity(person)
    context = {
        "person": person,
        "phones": [
            (record, masked_phone(record.phone), record.phone if shows_phone else "")
            for record in phones_of(person)
        ],
        "shows_phone": shows_phone,
        "merges": merges_of(person),
        "may_merge": may_with(request.user, Permission.PEOPLE_MERGE, person),
        "may_see_record": may_with(request.user, Permission.RECORD_SEE, person),
        "may_reveal": may_with(request.user, Permission.PHONE_REVEAL, person),
        "may_change": may_with(request.user, Permission.PARTICIPANT_ADD, person),
        "asks_identity": asks,
        "agreements": agreements_of(person, asked_purposes(asks)),
        "episodes": episodes_of(person),
        "home": home_of(person),
        "panels": panels.person.contexts(request.user, person),
    }
    return render(request, "participants/person_detail.html", context)


def _note(request: StaffRequest, kind: Look.Kind, person: Participant) -> None:
    match = request.resolver_match
    note_look(
        kind,
        by=request.user,
        page=match.view_name if match else "",
        participant_id=person.pk,
        project_sites=person.project_sites,
        people=1,
    )
