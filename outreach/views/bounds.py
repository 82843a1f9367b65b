"""Between what a project expects the measures of people."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from outreach.forms.bounds import BoundsForm
from outreach.measuring import BANDS
from outreach.models.words import AgeBand
from outreach.queries.bounds import bounds_of
from outreach.services.bounds import set_bounds
from outreach.views.sides import find_project

USUAL_AGE = AgeBand.values[-2]


@require_http_methods(["GET", "POST"])
@require_permission(Permission.OUTREACH_ALLOW)
def project_measures(request: StaffRequest, project_id: UUID) -> HttpResponse:
    """Show what a project expects at an age, and change it."""
    project = find_project(request, project_id)
    age = request.GET.get("age", USUAL_AGE)
    band = age if age in BANDS else USUAL_AGE
    form = BoundsForm(request.POST or None, bounds=bounds_of(project.pk, band))
    if request.method == "POST" and form.is_valid():
        set_bounds(project=project, band=band, bounds=form.bounds)
        messages.success(request, _("Saved. Measures outside of it are asked for twice."))
        return redirect(f"{reverse('outreach:project_measures', args=[project.pk])}?age={band}")
    context = {"project": project, "form": form, "band": band, "bands": AgeBand.choices}
    return render(request, "outreach/project_measures.html", context)
