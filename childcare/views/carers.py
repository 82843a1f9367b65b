"""The adults of a playroom, and how many children each of them may look after."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from childcare.access import find_place, places_with
from childcare.forms.carer import CarerForm, band_forms
from childcare.models import Carer
from childcare.queries.board import bands_of, carers_of
from childcare.queries.carers import users_of_playroom
from childcare.ratio import SHIPPED
from childcare.services.bands import set_bands
from childcare.services.carers import add_carer, change_carer, end_carer, enter_room, leave_room
from childcare.services.refusals import CannotChange


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PLAYROOM_MANAGE)
def carers(request: StaffRequest) -> HttpResponse:
    """Show the carers of her places with their papers, and add one."""
    places = list(places_with(request.user, Permission.PLAYROOM_MANAGE))
    place = find_place(request.user, Permission.PLAYROOM_MANAGE, request.POST.get("place"))
    form = CarerForm(request.POST or None, users=users_of_playroom(places))
    if form.is_valid():
        try:
            add_carer(project_site=place, papers=form.papers)
        except CannotChange as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("She is on the list."))
            return redirect("childcare:carers")
    told = carers_of(places, timezone.now())
    context = {
        "places": [(one, told[one.pk]) for one in places],
        "chosen": place.pk,
        "form": form,
    }
    return render(request, "childcare/carers.html", context)


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PLAYROOM_MANAGE)
def carer_change(request: StaffRequest, carer_id: UUID) -> HttpResponse:
    """Keep new papers of a carer, or take her off the list."""
    carer = _find(request, carer_id, Permission.PLAYROOM_MANAGE)
    if "end" in request.POST:
        end_carer(carer=carer)
        messages.success(request, _("She is off the list."))
        return redirect("childcare:carers")
    form = CarerForm(
        request.POST or None, users=users_of_playroom([carer.project_site]), carer=carer
    )
    if form.is_valid():
        try:
            change_carer(carer=carer, papers=form.papers)
        except CannotChange as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Saved."))
            return redirect("childcare:carers")
    return render(request, "childcare/carer_change.html", {"form": form, "carer": carer})


@require_POST
@require_permission(Permission.PLAYROOM_WORK, Permission.PLAYROOM_MANAGE)
def carer_room(request: StaffRequest, carer_id: UUID) -> HttpResponse:
    """Say that a carer is in the room, or that she has left it."""
    user = request.user
    works = user.scope.where(Permission.PLAYROOM_WORK)
    manages = user.scope.where(Permission.PLAYROOM_MANAGE)
    carer = get_object_or_404(Carer.objects.visible_to(user), pk=carer_id, ended_at=None)
    if carer.project_site_id not in works | manages:
        raise PermissionDenied
    if request.POST.get("room") == "in":
        try:
            enter_room(carer=carer)
        except CannotChange as refusal:
            messages.error(request, refusal.sentence)
    else:
        leave_room(carer=carer)
    return redirect("childcare:playroom")


@require_http_methods(["GET", "POST"])
@require_permission(Permission.PLAYROOM_MANAGE)
def bands(request: StaffRequest) -> HttpResponse:
    """Show and set how many children of an age one adult looks after at a place."""
    places = list(places_with(request.user, Permission.PLAYROOM_MANAGE))
    asked = request.POST.get("place") or request.GET.get("place")
    place = find_place(request.user, Permission.PLAYROOM_MANAGE, asked)
    if "shipped" in request.POST:
        set_bands(project_site=place, bands=())
        messages.success(request, _("The table that comes with the product holds again."))
        return redirect("childcare:playroom")
    rows = band_forms(bands_of([place])[place.pk], request.POST or None)
    problem = ""
    # Every row is asked, so that all of them show what is wrong.
    wrong = [row for row in rows if request.method != "POST" or not row.is_valid()]
    if not wrong:
        wanted = [band for row in rows if (band := row.band)]
        ages = [band.from_years for band in wanted]
        if not wanted:
            problem = _("Write at least one band.")
        elif len(set(ages)) < len(ages):
            problem = _("Two bands begin at the same age.")
        else:
            set_bands(project_site=place, bands=wanted)
            messages.success(request, _("Saved. The board counts with it from now on."))
            return redirect("childcare:playroom")
    context = {"rows": rows, "places": places, "place": place, "problem": problem}
    return render(request, "childcare/bands.html", context | {"shipped": SHIPPED})


def _find(request: StaffRequest, carer_id: UUID, permission: Permission) -> Carer:
    carers = Carer.objects.visible_to(request.user).select_related("project_site__site", "user")
    return get_object_or_404(
        carers,
        pk=carer_id,
        ended_at=None,
        project_site__in=request.user.scope.where(permission),
    )
