"""A woman at the door with her children, and how she is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from childcare.access import find_enrolment, places_with
from childcare.forms.door import DoorForm, MistakeForm, PersonSearchForm
from childcare.models import PickupAuthorisation, Stay
from childcare.models.child import age_on
from childcare.queries.days import day_at
from childcare.queries.door import expected_today
from childcare.queries.families import families_of
from childcare.services.check_in import cancel_check_in, check_in
from childcare.services.refusals import CannotChange
from childcare.views.playroom import tell_who_came
from core.text import fold

MOST_FOUND = 20


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PLAYROOM_WORK)
@never_cache
def family(request: StaffRequest, enrolment_id: UUID) -> HttpResponse:
    """Show the children of a woman who is expected, and take in those who came."""
    enrolment = find_enrolment(request.user, enrolment_id, Permission.PLAYROOM_WORK)
    day = day_at(enrolment.project_site, timezone.now())
    families = families_of([enrolment.pk], day)
    children = families[0].children if families else ()
    form = DoorForm(
        request.POST if request.method == "POST" else None,
        children=[child for child in children if not child.is_inside],
        offered=families[0].as_last_time if families else (),
        lines=_lines([child.id for child in children]),
    )
    if form.is_bound and form.is_valid():
        try:
            taken = check_in(
                enrolment=enrolment,
                children=form.child_ids,
                key=form.cleaned_data["key"],
                bringer=form.bringer,
                by=request.user,
            )
        except CannotChange as refusal:
            messages.error(request, refusal.sentence)
        else:
            tell_who_came(request, taken)
            return redirect("childcare:playroom")
    context = {
        "enrolment": enrolment,
        "form": form,
        "children": [(child, age_on(child.born_on, day)) for child in children],
        "left_to_come": any(not child.is_inside for child in children),
        "may_add": enrolment.project_site_id in request.user.scope.where(Permission.CHILD_ADD),
    }
    return render(request, "childcare/family.html", context)


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PLAYROOM_WORK)
@never_cache
def mother_find(request: StaffRequest) -> HttpResponse:
    """Find a woman among those expected today, to take in or write down her children."""
    form = PersonSearchForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        words = form.cleaned_data["words"]
        places = list(places_with(request.user, Permission.PLAYROOM_WORK))
        found = expected_today(places, timezone.now(), [fold(word) for word in words.split()])
        context |= {"words": words, "found": found[:MOST_FOUND], "more": len(found) > MOST_FOUND}
        note_look(
            Look.Kind.SEARCH,
            by=request.user,
            page="childcare:mother_find",
            project_sites=[place.pk for place in places],
            people=len(context["found"]),
        )
    return render(request, "childcare/mother_find.html", context)


@require_POST
@require_permission(Permission.PLAYROOM_WORK, Permission.PLAYROOM_MANAGE)
def stay_cancel(request: StaffRequest, stay_id: UUID) -> HttpResponse:
    """Say that a child was noted by mistake."""
    stay = get_object_or_404(Stay.objects.visible_to(request.user), pk=stay_id)
    form = MistakeForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        cancel_check_in(stay=stay, reason=reason, by=request.user)
    except CannotChange as refusal:
        messages.error(request, refusal.sentence)
        return redirect("childcare:hand_over", stay.tag_id)
    messages.success(request, _("Taken back: the child was never inside."))
    return redirect("childcare:playroom")


def _lines(children: Sequence[UUID]) -> list[PickupAuthorisation]:
    """Everybody who may collect one of some children, each name once."""
    standing = PickupAuthorisation.objects.standing().filter(child__in=children, is_blocked=False)
    return list({line.folded_name: line for line in standing.only("name", "folded_name")}.values())
