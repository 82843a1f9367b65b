"""What each version of a course has delivered, for those who write the catalogue."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from dashboards.figures.project import number, rate
from dashboards.services.catalogue_numbers import catalogue_numbers
from trainings.models import CourseVersion


@require_safe
@require_permission(Permission.CATALOGUE_EDIT)
def catalogue_page(request: StaffRequest) -> HttpResponse:
    """Show counts that expose nobody, over all the places of whoever asks."""
    versions = list(
        CourseVersion.objects.exclude(state=CourseVersion.State.DRAFT)
        .select_related("course")
        .order_by("course__code", "number")
    )
    places = request.user.scope.where(Permission.CATALOGUE_EDIT)
    lines = [
        (line, number(line.enrolled), number(line.completed), rate(line.rate))
        for line in catalogue_numbers(request.user, places, versions)
    ]
    return render(request, "dashboards/catalogue.html", {"lines": lines})
