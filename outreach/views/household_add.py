"""A household that somebody points out is written down; or what is known of it is mended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from outreach.forms.household import HouseholdAddForm, HouseholdForm
from outreach.models import HouseholdConsent, HouseholdInNeed
from outreach.services.households import add_household, change_household
from outreach.services.members import decide
from outreach.views.answers import changed
from programmes.models import ProjectSite
from trainings.access import require_at


@require_http_methods(["GET", "POST"])
@require_permission(Permission.HOUSEHOLD_ADD)
def household_add(request: StaffRequest) -> HttpResponse:
    """Write down a household in need; who lives there is asked on its page."""
    hers = request.user.scope.where(Permission.HOUSEHOLD_ADD)
    places = list(ProjectSite.objects.filter(pk__in=hers).select_related("site", "project"))
    form = HouseholdAddForm(request.POST or None, places=places)
    said = _("Written down. Now say who lives there, line by line.")
    if request.method == "POST" and changed(request, form, lambda: _add(request, form), said):
        return redirect("outreach:household_detail", form.cleaned_data["household_id"])
    return render(request, "outreach/household_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@require_permission(Permission.HOUSEHOLD_ADD)
def household_edit(request: StaffRequest, household_id: UUID) -> HttpResponse:
    """Mend where a household is, how it is reached and why it is in need."""
    households = HouseholdInNeed.objects.visible_to(request.user)
    household = get_object_or_404(households.select_related("project_site__site"), pk=household_id)
    require_at(request.user, Permission.HOUSEHOLD_ADD, household)
    places = [household.project_site]
    form = HouseholdForm(request.POST or None, places=places, household=household)

    def change() -> None:
        change_household(household=household, **_of_columns(form.cleaned_data))

    if request.method == "POST" and changed(request, form, change, _("Saved.")):
        return redirect("outreach:household_detail", household.pk)
    return render(request, "outreach/household_add.html", {"form": form, "household": household})


@transaction.atomic
def _add(request: StaffRequest, form: HouseholdAddForm) -> None:
    said = form.cleaned_data
    is_new = not HouseholdInNeed.objects.filter(pk=said["household_id"]).exists()
    household = add_household(
        household_id=said["household_id"],
        project_site_id=said["place"].pk,
        by=request.user,
        **_of_columns(said),
    )
    if is_new and said["agreed"]:
        decide(
            household=household,
            purposes=said["agreed"],
            decision=HouseholdConsent.Decision.AGREED,
            how=said["how"],
            by=request.user,
        )


def _of_columns(said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in HouseholdForm.base_fields}
