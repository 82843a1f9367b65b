"""What each version of a course has delivered, for those who write the catalogue."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from dashboards.figures.offers import offers
from dashboards.figures.project import number, rate
from dashboards.file_kinds import CATALOGUE
from dashboards.queries.project import versions_published
from dashboards.services.catalogue_numbers import catalogue_numbers


@require_safe
@require_permission(Permission.CATALOGUE_EDIT)
def catalogue_page(request: StaffRequest) -> HttpResponse:
    """Show counts that expose nobody, over all the places of whoever asks."""
    places = request.user.scope.where(Permission.CATALOGUE_EDIT)
    lines = [
        (line, number(line.enrolled), number(line.completed), rate(line.rate))
        for line in catalogue_numbers(request.user, places, versions_published())
    ]
    context = {"lines": lines, "offers": offers(CATALOGUE)}
    return render(request, "dashboards/catalogue.html", context)
