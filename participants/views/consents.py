"""What a person agrees to: decided, withdrawn, and every decision so far."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, posted, require_permission
from accounts.roles import Permission
from core.form_errors import error_lines
from participants.access import find_person
from participants.forms.consents import ConsentAgainForm
from participants.forms.registration import asked_purposes
from participants.queries.consents import words_of
from participants.queries.places import asks_identity
from participants.queries.record import decisions_of
from participants.services.consents import decide


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PARTICIPANT_ADD)
@never_cache
def person_consents(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Keep new decisions; what is not agreed to any more stops at once."""
    person = find_person(request.user, person_id, Permission.PARTICIPANT_ADD)
    if person.canonical_id != person.pk:
        return redirect(person.canonical)
    form = ConsentAgainForm(
        posted(request),
        purposes=asked_purposes(asks_identity(person)),
        words=words_of(person),
    )
    if request.method == "POST" and form.is_valid():
        form.check(is_minor=person.is_minor)
        if not form.errors:
            decide(person=person, decisions=form.decisions(), by=request.user)
            messages.success(
                request, _("Her decisions are kept. What she does not agree to stops.")
            )
            return redirect(person)
    context = {
        "person": person,
        "form": form,
        "decisions": decisions_of(person),
        "errors": error_lines(form),
    }
    return render(request, "participants/person_consents.html", context)
