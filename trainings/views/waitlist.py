"""Who waits for a place in a class, and one of them who gets it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import StaffRequest, posted, require_permission
from accounts.roles import Permission
from core.forms import tell_cleaning
from trainings.access import may_at, require_at
from trainings.forms.enrolment import AcceptForm
from trainings.models import Cohort, Enrolment
from trainings.queries.balance import composition_of, sides_of
from trainings.queries.waitlist import waitlist_of
from trainings.queries.warnings import warnings_about
from trainings.services.accepting import accept
from trainings.services.communities import ask_about, looks_at_communities, told_today
from trainings.services.refusals import CannotChange
from trainings.services.seats import AgainstTarget
from trainings.views.enrolment_words import place_words


@require_safe
@require_permission(Permission.COHORT_SEE)
def cohort_waiting(request: StaffRequest, cohort_id: UUID) -> HttpResponse:
    """List who waits, whoever brings the class closest to its target first."""
    cohorts = Cohort.objects.visible_to(request.user).select_related("version__course")
    cohort = get_object_or_404(cohorts, pk=cohort_id)
    waitlist = waitlist_of(cohort, request.user.scope.today, user=request.user)
    context = {
        "cohort": cohort,
        "composition": waitlist.composition,
        "lines": waitlist.lines,
        "may_enrol": may_at(request.user, Permission.PARTICIPANT_ADD, cohort),
    }
    return render(request, "trainings/cohort_waiting.html", context)


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PARTICIPANT_ADD)
def enrolment_accept(request: StaffRequest, enrolment_id: UUID) -> HttpResponse:
    """Show what a place for one who waits would do, and give it to her."""
    places = Enrolment.objects.visible_to(request.user).select_related(
        "participant", "cohort__version", "cohort__project_site__site"
    )
    enrolment = get_object_or_404(places, pk=enrolment_id)
    require_at(request.user, Permission.PARTICIPANT_ADD, enrolment)
    if enrolment.state not in Enrolment.WAITING or enrolment.to_on is not None:
        return redirect("trainings:enrolment_detail", enrolment.pk)
    step = request.POST.get("step", "")
    first = {"from_on": max(request.user.scope.today, enrolment.cohort.starts_on)}
    form = AcceptForm(posted(request) if step == "accept" else None, initial=first)
    if step == "ask" and looks_at_communities(enrolment.cohort):
        return _ask(request, enrolment)
    if step == "accept" and form.is_valid() and _accept(request, enrolment, form):
        tell_cleaning(request, form)
        return redirect("trainings:cohort_detail", enrolment.cohort_id)
    return render(request, "trainings/enrolment_accept.html", _context(request, enrolment, form))


def _ask(request: StaffRequest, enrolment: Enrolment) -> HttpResponse:
    try:
        ask_about(enrolment=enrolment, by=request.user)
    except CannotChange as refusal:
        messages.error(request, str(refusal))
    return redirect("trainings:enrolment_accept", enrolment.pk)


def _accept(request: StaffRequest, enrolment: Enrolment, form: AcceptForm) -> bool:
    try:
        given = accept(enrolment=enrolment, by=request.user, **form.cleaned_data)
    except AgainstTarget as refusal:
        form.add_error("reason", list(refusal.sentences))
        return False
    except CannotChange as refusal:
        form.add_error(None, list(refusal.sentences))
        return False
    messages.success(request, place_words(given))
    return True


def _context(request: StaffRequest, enrolment: Enrolment, form: AcceptForm) -> dict[str, Any]:
    cohort, today = enrolment.cohort, request.user.scope.today
    her = enrolment.participant.canonical_id
    composition = composition_of(cohort, today)
    told = warnings_about([her], cohort, max(today, cohort.starts_on), user=request.user)
    asks = looks_at_communities(cohort)
    return {
        "enrolment": enrolment,
        "cohort": cohort,
        "form": form,
        "composition": composition,
        "effect": composition.effect_of(sides_of([her], cohort, today)[her]),
        "warnings": told.get(her, []),
        "asks": asks,
        "told": told_today(enrolment, request.user) if asks else None,
    }
