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
from core.forms import tell_cleaning
from participants.forms.candidates import CandidatesForm
from participants.forms.functioning import INTRODUCTION
from participants.forms.registration import RegistrationPage
from participants.latin import latin_spelling
from participants.models import Participant
from participants.queries.duplicates import likely_duplicates, told_of
from participants.services.duplicates import note_candidates
from participants.services.reach import reach
from participants.services.registration import CannotRegister, register_person

LONGEST_NAME = 400


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PARTICIPANT_ADD)
@sensitive_post_parameters()
@never_cache
def person_add(request: StaffRequest) -> HttpResponse:
    """Register a person, or say what is to be put right; what was typed stays."""
    page = RegistrationPage(posted(request), user=request.user)
    if page.is_valid():
        told = told_of(page.details())
        page.candidates = CandidatesForm(
            request.POST, likely=likely_duplicates(told, request.user, besides=page.person_id)
        )
        if page.candidates.is_valid():
            try:
                return redirect(_register(request, page, page.candidates))
            except CannotRegister as refusal:
                page.refuse(str(refusal))
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


def _register(
    request: StaffRequest, page: RegistrationPage, candidates: CandidatesForm
) -> Participant:
    """Register her, unless she is one of those who are known; answers whose page to show."""
    place = page.place.cleaned_data["place"]
    if candidates.same is not None:
        reach(people=[candidates.same.pk], project_site_id=place.pk)
        messages.info(
            request,
            _("She is known already, so nobody was added. Change here what is different."),
        )
        return candidates.same
    registered = register_person(details=page.details(), place=place, by=request.user)
    note_candidates(
        person=registered.person,
        likely=candidates.likely,
        verdicts=candidates.verdicts,
        by=request.user,
    )
    for part in page.parts:
        tell_cleaning(request, part)
    messages.success(request, _("%(name)s is registered.") % {"name": registered.person})
    if registered.may_be_elsewhere:
        messages.warning(
            request, _("She may be known at another office; a coordinator will check.")
        )
    return registered.person
