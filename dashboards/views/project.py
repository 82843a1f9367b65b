"""Statistics of a project: everything on this page has been through disclosure control."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.roles import Permission
from dashboards.figures import project as figures
from dashboards.forms.quarter import QuarterForm
from dashboards.queries.project import places_of, projects_within, quarters_of
from dashboards.services.project_numbers import project_numbers
from trainings.models import Course

SEE = Permission.STATISTICS_SEE


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
    projects = projects_within(request.user.scope.where(SEE))
    project = next((one for one in projects if one.pk == project_id), None)
    if project is None:
        raise Http404
    places = places_of(project, request.user.scope, SEE)
    form = QuarterForm(
        request.GET, quarters=quarters_of(project, request.user.scope.today), places=places
    )
    context = {"project": project, "form": form, "several": len(projects) > 1}
    if form.quarter is not None:
        numbers = project_numbers(request.user, places, form.quarter, form.place)
        titles = {course.pk: course.title for course in Course.objects.all()}
        context |= {
            "quarter": form.quarter,
            "numbers": numbers,
            "sites_chart": figures.sites_chart(numbers),
            "sites": [
                (line, figures.rate(line.rate), figures.number(line.enrolled))
                for line in numbers.sites
            ],
            "site_chart": figures.site_chart(numbers.site),
            "cohorts": figures.cohort_words(numbers.site.cohorts, titles),
            "sides": figures.side_lines(numbers.women),
            "visits": figures.visits_chart(numbers.visits),
        }
    return render(request, "dashboards/project.html", context)
