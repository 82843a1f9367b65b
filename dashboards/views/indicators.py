"""The log frame of a project: what it should reach, and how far it has come."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, posted, require_permission
from accounts.roles import Permission
from core.form_errors import error_lines
from core.forms import tell_cleaning
from dashboards.access import find_project, whole_project
from dashboards.figures.log_frame import standing_lines
from dashboards.forms.targets import IndicatorForm, PeriodForm, TargetsForm
from dashboards.models import Indicator, Target
from dashboards.queries.project import places_of, projects_within
from dashboards.queries.reports import holds_whole, is_whole, open_quarters, quarters_to_plan
from dashboards.services.indicators import seed_indicators, set_targets
from dashboards.services.standing import standing

SEE, WRITE = Permission.STATISTICS_SEE, Permission.REPORT_WRITE


@require_safe
@require_permission(SEE)
def indicator_list(request: StaffRequest, project_id: UUID) -> HttpResponse:
    """Show each indicator with its baseline, its target and what was reached."""
    project = find_project(request, project_id, SEE)
    places = places_of(project, request.user.scope, SEE)
    form = PeriodForm(request.GET, quarters=open_quarters(project, request.user.scope.today))
    ids = [place.pk for place in places]
    lines = (
        standing_lines(standing(request.user, project, ids, form.quarter)) if form.quarter else []
    )
    context = {
        "project": project,
        "form": form,
        "quarter": form.quarter,
        "lines": lines,
        "places": [] if is_whole(ids, project) else places,
        "may_write": holds_whole(request.user.scope, WRITE, project),
    }
    return render(request, "dashboards/indicator_list.html", context)


@require_POST
@require_permission(WRITE)
def indicators_seed(request: StaffRequest, project_id: UUID) -> HttpResponse:
    """Give a project the log frame that is shipped."""
    project = whole_project(request, project_id, WRITE)
    came = seed_indicators(project)
    told = ngettext("%(count)d indicator came.", "%(count)d indicators came.", came)
    messages.success(request, told % {"count": came})
    return redirect("dashboards:indicator_list", project.pk)


@require_http_methods(["GET", "POST"])
@require_permission(WRITE)
def targets(request: StaffRequest, project_id: UUID) -> HttpResponse:
    """Write what each indicator should reach in one quarter of the project."""
    project = whole_project(request, project_id, WRITE)
    period = PeriodForm(request.GET, quarters=quarters_to_plan(project, request.user.scope.today))
    quarter, indicators = period.quarter, list(project.indicators.all())
    if quarter is None or not indicators:
        return redirect("dashboards:indicator_list", project.pk)
    there = Target.objects.filter(
        indicator__project=project, first_on=quarter.first, last_on=quarter.last
    )
    form = TargetsForm(
        posted(request),
        indicators=indicators,
        targets=dict(there.values_list("indicator", "value")),
    )
    if request.method == "POST" and form.is_valid():
        set_targets(project=project, quarter=quarter, values=form.values)
        messages.success(request, _("The targets are saved."))
        return redirect("dashboards:indicator_list", project.pk)
    context = {
        "project": project,
        "period": period,
        "quarter": quarter,
        "form": form,
        "errors": error_lines(form),
    }
    return render(request, "dashboards/targets.html", context)


@require_http_methods(["GET", "POST"])
@require_permission(WRITE)
def indicator_edit(request: StaffRequest, indicator_id: UUID) -> HttpResponse:
    """Change the words of an indicator, its baseline, and its code at the donor's."""
    projects = projects_within(request.user.scope.where(WRITE))
    indicator = get_object_or_404(
        Indicator.objects.select_related("project"), pk=indicator_id, project__in=projects
    )
    whole_project(request, indicator.project_id, WRITE)
    form = IndicatorForm(posted(request), instance=indicator)
    if request.method == "POST" and form.is_valid():
        form.save()
        tell_cleaning(request, form)
        messages.success(request, _("The indicator is saved."))
        return redirect("dashboards:indicator_list", indicator.project_id)
    context = {"indicator": indicator, "form": form, "errors": error_lines(form)}
    return render(request, "dashboards/indicator_edit.html", context)
