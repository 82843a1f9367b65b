"""A person is registered on one page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, posted, require_permission
from accounts.roles import Permission
from core.forms import cleaning_notes
from participants.forms.functioning import INTRODUCTION
from participants.forms.registration import RegistrationPage
from participants.latin import latin_spelling
from participants.services.registration import CannotRegister, register_person

LONGEST_NAME = 400


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PARTICIPANT_ADD)
@sensitive_post_parameters()
@never_cache
def person_add(request: StaffRequest) -> HttpResponse:
    """Register a person, or say what is to be put right; what was typed stays."""
    page = RegistrationPage(posted(request), user=request.user)
    if request.method == "POST" and page.is_valid():
        place = page.place.cleaned_data["place"]
        try:
            registered = register_person(details=page.details(), place=place, by=request.user)
        except CannotRegister as refusal:
            page.refuse(str(refusal))
        else:
            for part in page.parts:
                for note in cleaning_notes(part):
                    messages.info(request, note)
            messages.success(request, _("%(name)s is registered.") % {"name": registered.person})
            return redirect(registered.person)
    return render(
        request,
        "participants/person_add.html",
        {"page": page, "introduction": INTRODUCTION, "errors": page.errors},
    )


@require_POST
@require_permission(Permission.PARTICIPANT_ADD)
@sensitive_post_parameters()
@never_cache
def latin_suggestion(request: StaffRequest) -> JsonResponse:
    """Suggest how a name is written in Latin letters; it travels in the body alone."""
    return JsonResponse({"latin": latin_spelling(request.POST.get("name", "")[:LONGEST_NAME])})
