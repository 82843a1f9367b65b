"""A place in a cohort: ended, given, and days on which somebody will not come."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.models import Look, User
from accounts.roles import Permission
from accounts.services.looks import note_look
from trainings.access import may_at, require_at
from trainings.forms.enrolment import (
    AgainForm,
    ExcuseForm,
    TakeBackForm,
    WaitlistForm,
    WithdrawForm,
)
from trainings.models import Enrolment
from trainings.services import enrolments as services
from trainings.services.excuses import plan_excuse, take_back_excuse
from trainings.services.refusals import CannotChange
from trainings.views.enrolment_words import place_words

STEPS: dict[str, type[forms.Form]] = {
    "excuse": ExcuseForm,
    "take_back": TakeBackForm,
    "waitlist": WaitlistForm,
    "again": AgainForm,
    "withdraw": WithdrawForm,
}
"""What she may change about a place, by the button that was pressed."""

CHAIN = ("transferred_from__cohort", "transferred_to__cohort")
"""Where she was before and went after, as far as it may be seen."""


@require_http_methods(["GET", "POST"])
@require_permission(Permission.COHORT_SEE)
def enrolment_detail(request: StaffRequest, enrolment_id: UUID) -> HttpResponse:
    """Show a place, and change it where she may."""
    places = Enrolment.objects.visible_to(request.user)
    enrolment = get_object_or_404(
        places.select_related("participant__canonical", "cohort__version", *CHAIN), pk=enrolment_id
    )
    step = request.POST.get("step", "")
    first = {"from_on": max(request.user.scope.today, enrolment.to_on or enrolment.from_on)}
    bound = {
        name: form(request.POST if step == name else None, initial=first)
        for name, form in STEPS.items()
    }
    if request.method == "POST":
        require_at(request.user, Permission.PARTICIPANT_ADD, enrolment)
        if _change(request, enrolment, step, bound.get(step)):
            return redirect("trainings:enrolment_detail", enrolment.pk)
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
        "handouts": enrolment.handouts.standing().order_by("-on_day"),
        "excuses": enrolment.planned_excuses.order_by("-from_on"),
        "may_change": may_at(request.user, Permission.PARTICIPANT_ADD, enrolment),
        "may_open": request.user.may(Permission.PEOPLE_SEE),
        "waits": enrolment.state in Enrolment.WAITING and enrolment.to_on is None,
        "steps": enrolment.steps.select_related("by"),
        "may_return": enrolment.state == Enrolment.State.WITHDRAWN,
    }
    return render(request, "trainings/enrolment_detail.html", context)


def _change(
    request: StaffRequest, enrolment: Enrolment, step: str, form: forms.Form | None
) -> bool:
    """Take one step, and tell; False where the page is shown again."""
    if form is None or (step == "take_back" and not form.is_valid()):
        messages.error(request, _("This page is out of date. Load it again and tap once more."))
        return False
    if not form.is_valid():
        return False
    try:
        messages.success(request, _take(step, enrolment, form.cleaned_data, by=request.user))
    except CannotChange as refusal:
        for sentence in refusal.sentences:
            messages.error(request, sentence)
        return False
    return True


def _take(step: str, enrolment: Enrolment, said: dict[str, Any], *, by: User) -> str:
    match step:
        case "excuse":
            plan_excuse(enrolment=enrolment, by=by, **said)
            return _("Saved. On these days her row shows the excuse.")
        case "take_back":
            excuse = enrolment.planned_excuses.filter(pk=said["excuse"]).first()
            if excuse is None:
                raise CannotChange(_("This page is out of date. Load it again and tap once more."))
            take_back_excuse(excuse=excuse)
            return _("The excuse is taken back.")
        case "waitlist":
            services.waitlist(enrolment=enrolment, by=by)
            return _("She is on the waiting list.")
        case "again":
            again = services.enrol(
                cohort=enrolment.cohort,
                participant=enrolment.participant.canonical,
                from_on=said["from_on"],
                by=by,
            )
            return place_words(again)
        case _:
            services.withdraw(enrolment=enrolment, by=by, **said)
            return _("Her place has ended. What was recorded stays.")
