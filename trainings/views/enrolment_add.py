"""Somebody gets a place in a cohort: found among those who are known, or written down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from core.forms import tell_cleaning
from participants.forms.search import PeopleSearchForm
from participants.models import Participant
from trainings.access import require_at
from trainings.forms.enrolment import EnrolKnownForm, EnrolNewForm
from trainings.models import Cohort, Enrolment
from trainings.queries.enrolling import find_at_place_of
from trainings.services.enrolments import apply, enrol
from trainings.services.newcomers import enrol_newcomer
from trainings.services.refusals import CannotChange
from trainings.views.enrolment_words import tell_place, warn


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PARTICIPANT_ADD)
def enrolment_add(request: StaffRequest, cohort_id: UUID) -> HttpResponse:
    """Find somebody, or write her down, and give her a place in a cohort."""
    cohorts = Cohort.objects.visible_to(request.user).select_related("version", "project_site")
    cohort = get_object_or_404(cohorts, pk=cohort_id)
    require_at(request.user, Permission.PARTICIPANT_ADD, cohort)
    # Names travel in the body only, as addresses stay in logs and histories.
    if "participant" in request.POST:
        return _enrol_known(request, cohort)
    if "given" in request.POST:
        return _enrol_new(request, cohort)
    search = PeopleSearchForm(request.POST if "words" in request.POST else None)
    return _page(request, cohort, search=search)


def _enrol_known(request: StaffRequest, cohort: Cohort) -> HttpResponse:
    form = EnrolKnownForm(request.POST)
    if not form.is_valid():
        return _page(request, cohort, known=form)
    people = Participant.objects.visible_to(request.user)
    here = people.filter(project_sites__contains=[cohort.project_site_id])
    found = get_object_or_404(here.select_related("canonical"), pk=form.cleaned_data["participant"])
    her, agreed = found.canonical, form.cleaned_data["agreed"]
    first_day, by = form.cleaned_data["from_on"], request.user
    try:
        if request.POST.get("step") == "apply":
            enrolment = apply(
                cohort=cohort, participant=her, on_day=by.scope.today, agreed=agreed, by=by
            )
        else:
            enrolment = enrol(
                cohort=cohort, participant=her, from_on=first_day, agreed=agreed, by=by
            )
    except CannotChange as refusal:
        return _page(request, cohort, known=form, refusal=refusal)
    return _done(request, enrolment)


def _enrol_new(request: StaffRequest, cohort: Cohort) -> HttpResponse:
    form = EnrolNewForm(request.POST)
    if not form.is_valid():
        return _page(request, cohort, new=form)
    try:
        enrolment = enrol_newcomer(cohort=cohort, by=request.user, **form.cleaned_data)
    except Participant.DoesNotExist as missing:
        raise Http404 from missing
    except CannotChange as refusal:
        return _page(request, cohort, new=form, refusal=refusal)
    tell_cleaning(request, form)
    return _done(request, enrolment)


def _done(request: StaffRequest, enrolment: Enrolment) -> HttpResponse:
    tell_place(request, enrolment)
    warn(request, enrolment)
    if enrolment.state in Enrolment.WAITING:
        return redirect("trainings:cohort_waiting", enrolment.cohort_id)
    return redirect("trainings:cohort_detail", enrolment.cohort_id)


def _page(
    request: StaffRequest,
    cohort: Cohort,
    *,
    search: PeopleSearchForm | None = None,
    known: EnrolKnownForm | None = None,
    new: EnrolNewForm | None = None,
    refusal: CannotChange | None = None,
) -> HttpResponse:
    for sentence in refusal.sentences if refusal else ():
        messages.error(request, sentence)
    first = {"from_on": max(request.user.scope.today, cohort.starts_on)}
    context: dict[str, Any] = {
        "cohort": cohort,
        "search": search or PeopleSearchForm(),
        "known": known or EnrolKnownForm(initial=first),
        "new": new or EnrolNewForm(initial=first),
    }
    if search is not None and search.is_bound and search.is_valid():
        words = search.cleaned_data["words"]
        context["found"] = found = find_at_place_of(cohort, words, user=request.user)
        note_look(
            Look.Kind.SEARCH,
            by=request.user,
            page="trainings:enrolment_add",
            project_sites=[cohort.project_site_id],
            people=len(found),
        )
    return render(request, "trainings/enrolment_add.html", context)
