"""Statistics of a project: everything on this page has been through disclosure control."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from core.pieces import Pieces
from dashboards.figures import project as figures
from dashboards.forms.quarter import QuarterForm
from dashboards.queries.project import Quarter, places_with_project, projects_within, quarters_of
from dashboards.services.project_numbers import Counted, count_project, protect_project

if TYPE_CHECKING:
    from accounts.models import User

SEE = Permission.STATISTICS_SEE
PIECES = Pieces("dashboards/project_numbers.html")


@require_safe
@require_permission(SEE)
def project_list(request: StaffRequest) -> HttpResponse:
    """Lead to the only project of somebody, or let her choose."""
    projects = projects_within(request.user.scope.where(SEE))
    if len(projects) == 1:
        return redirect("dashboards:project", projects[0].pk)
    return render(request, "dashboards/project_list.html", {"projects": projects})


@require_safe
@require_permission(SEE)
def project_page(request: StaffRequest, project_id: UUID) -> HttpResponse:
    """Show cohorts side by side, attendance, progression and visits of a quarter."""
    allowed = request.user.scope.where(SEE)
    places = places_with_project(project_id, allowed)
    if not places:
        raise Http404
    project = places[0].project
    quarters = quarters_of(project, request.user.scope.today)
    form = QuarterForm(request.GET, quarters=quarters, places=places)
    context = {"project": project, "several": len(allowed) > len(places)}
    if form.quarter is not None:
        context["quarter"] = form.quarter
        context["piece"] = _numbers(request.user, form, form.quarter)
    return render(request, "dashboards/project.html", context)


def _numbers(user: User, form: QuarterForm, quarter: Quarter) -> SafeString:
    """Count every time; protect, draw and write once for what was counted."""
    counted = count_project(user, form.places, quarter, form.place)
    sites = [(place.pk, place.site.code, str(place.site)) for place in form.places]
    made_of = (sites, form.quarters, form.said, counted)
    return PIECES.written(made_of, lambda: _figures(form, quarter, counted))


def _figures(form: QuarterForm, quarter: Quarter, counted: Counted) -> dict[str, object]:
    numbers = protect_project(counted, form.places, form.place)
    return {
        "form": form,
        "quarter": quarter,
        "numbers": numbers,
        "sites_chart": figures.sites_chart(numbers),
        "sites": [
            (line, figures.rate(line.rate), figures.number(line.enrolled)) for line in numbers.sites
        ],
        "site_chart": figures.site_chart(numbers.site),
        "cohorts": figures.cohort_words(numbers.site.cohorts),
        "sides": figures.side_lines(numbers.women),
        "visits": figures.visits_chart(numbers.visits),
    }
