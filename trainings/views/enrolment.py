"""Places in a cohort: given, ended, and days on which somebody will not come."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from core.forms import tell_cleaning
from participants.models import Participant
from participants.services.displacement import say_first_status
from participants.services.people import add_person
from trainings.access import may_at, require_at
from trainings.forms.enrolment import EnrolKnownForm, EnrolNewForm, ExcuseForm, WithdrawForm
from trainings.forms.session_people import PersonSearchForm
from trainings.models import Cohort, Enrolment
from trainings.queries.enrolling import has_completed_what_comes_before
from trainings.services import enrolments as services
from trainings.services.excuses import plan_excuse, take_back_excuse
from trainings.services.refusals import CannotChange

MOST_FOUND = 20


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PARTICIPANT_ADD)
def enrolment_add(request: StaffRequest, cohort_id: UUID) -> HttpResponse:
    """Find somebody, or write her down, and give her a place in a cohort."""
    cohorts = Cohort.objects.visible_to(request.user).select_related("version", "project_site")
    cohort = get_object_or_404(cohorts, pk=cohort_id)
    require_at(request.user, Permission.PARTICIPANT_ADD, cohort)
    first = {"from_on": max(request.user.scope.today, cohort.starts_on)}
    posted = request.POST
    search = PersonSearchForm(posted if "words" in posted else None)
    known = EnrolKnownForm(posted if "participant" in posted else None, initial=first)
    new = EnrolNewForm(posted if "given" in posted else None, initial=first)
    form: forms.Form = known if known.is_bound else new
    if form.is_bound and form.is_valid():
        try:
            enrolment = _enrol(request, cohort, form)
        except CannotChange as refusal:
            form.add_error(None, list(refusal.sentences))
            for sentence in refusal.sentences:
                messages.error(request, sentence)
        else:
            _tell(request, cohort, enrolment)
            tell_cleaning(request, form)
            return redirect("trainings:cohort_detail", cohort.pk)
    context: dict[str, Any] = {"cohort": cohort, "search": search, "known": known, "new": new}
    if search.is_bound and search.is_valid():
        context["found"] = _found(request, cohort, search.cleaned_data["words"])
    return render(request, "trainings/enrolment_add.html", context)


@require_http_methods(["GET", "POST"])
@require_permission(Permission.COHORT_SEE)
def enrolment_detail(request: StaffRequest, enrolment_id: UUID) -> HttpResponse:
    """Show a place, and change it where she may."""
    enrolment = get_object_or_404(
        Enrolment.objects.visible_to(request.user).select_related("participant", "cohort__version"),
        pk=enrolment_id,
    )
    steps: dict[str, type[forms.Form]] = {"withdraw": WithdrawForm, "excuse": ExcuseForm}
    step = request.POST.get("step", "")
    bound = {name: form(request.POST if step == name else None) for name, form in steps.items()}
    if request.method == "POST":
        require_at(request.user, Permission.PARTICIPANT_ADD, enrolment)
        chosen = bound.get(step)
        if chosen is None or chosen.is_valid():
            try:
                messages.success(request, _change(request, enrolment, step, chosen))
                return redirect("trainings:enrolment_detail", enrolment.pk)
            except CannotChange as refusal:
                for sentence in refusal.sentences:
                    messages.error(request, sentence)
    note_look(
        Look.Kind.VIEW,
        by=request.user,
        page="trainings:enrolment_detail",
        participant_id=enrolment.participant_id,
        project_sites=[enrolment.project_site_id],
        people=1,
    )
    context = bound | {
        "enrolment": enrolment,
        "may_see_record": may_at(request.user, Permission.RECORD_SEE, enrolment),
        "excuses": enrolment.planned_excuses.order_by("-from_on"),
        "may_change": may_at(request.user, Permission.PARTICIPANT_ADD, enrolment),
        "waits": enrolment.state in Enrolment.WITHOUT_A_PLACE,
    }
    return render(request, "trainings/enrolment_detail.html", context)


def _found(request: StaffRequest, cohort: Cohort, words: str) -> list[Participant]:
    people = Participant.objects.visible_to(request.user).named(words)
    at_place = people.filter(project_sites__contains=[cohort.project_site_id])
    found = list(at_place.order_by("sort_key", "pk")[:MOST_FOUND])
    note_look(
        Look.Kind.SEARCH,
        by=request.user,
        page="trainings:enrolment_add",
        project_sites=[cohort.project_site_id],
        people=len(found),
    )
    return found


@transaction.atomic
def _enrol(request: StaffRequest, cohort: Cohort, form: forms.Form) -> Enrolment:
    said = form.cleaned_data
    if isinstance(form, EnrolNewForm):
        names = ("given", "father", "grandfather", "family", "phone")
        try:
            participant = add_person(
                person_id=said["person_id"],
                project_site_id=cohort.project_site_id,
                **{name: said[name] for name in names},
            )
        except Participant.DoesNotExist as missing:
            raise Http404 from missing
        if said["status"]:
            since = min(said["from_on"], cohort.starts_on)
            say_first_status(participant=participant, status=said["status"], from_on=since)
    else:
        people = Participant.objects.visible_to(request.user)
        here = people.filter(project_sites__contains=[cohort.project_site_id])
        participant = get_object_or_404(here, pk=said["participant"])
    return services.enrol(
        cohort=cohort,
        participant=participant,
        from_on=said["from_on"],
        agreed=said["agreed"],
        by=request.user,
    )


def _tell(request: StaffRequest, cohort: Cohort, enrolment: Enrolment) -> None:
    name = {"name": enrolment.participant}
    if enrolment.state == Enrolment.State.WAITLISTED:
        messages.info(request, _("All places are taken; %(name)s is on the waiting list.") % name)
    else:
        messages.success(request, _("%(name)s has a place.") % name)
    if not has_completed_what_comes_before(enrolment.participant, cohort):
        messages.warning(request, _("She has not completed the course that this one builds on."))


def _change(request: StaffRequest, enrolment: Enrolment, step: str, form: forms.Form | None) -> str:
    if step == "withdraw" and form is not None:
        services.withdraw(enrolment=enrolment, last_day=form.cleaned_data["last_day"])
        return _("Her place has ended. What was recorded stays.")
    if step == "excuse" and form is not None:
        plan_excuse(enrolment=enrolment, by=request.user, **form.cleaned_data)
        return _("Saved. On these days her row shows the excuse.")
    if step == "give":
        services.give_place(enrolment=enrolment, from_on=request.user.scope.today)
        return _("She has a place from today.")
    excuses = enrolment.planned_excuses
    try:
        excuse = excuses.filter(pk=UUID(request.POST.get("excuse", ""))).first()
    except ValueError:
        excuse = None
    if excuse is None:
        raise CannotChange(_("This page is out of date. Load it again and tap once more."))
    take_back_excuse(excuse=excuse)
    return _("The excuse is taken back.")
