"""Reports: frozen from closed periods, signed, read by donors, and compared with what is true."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, posted, require_permission
from accounts.roles import Permission
from core.form_errors import error_lines
from dashboards.access import whole_project
from dashboards.figures.log_frame import change_lines, log_lines
from dashboards.figures.offers import offers
from dashboards.file_kinds import REPORT
from dashboards.forms.reports import FreezeForm
from dashboards.models import ReportSnapshot
from dashboards.queries.project import Quarter, projects_within
from dashboards.queries.reports import closed_quarters, holds_whole, whole_projects
from dashboards.services.report_changes import changes_of
from dashboards.services.reports import CannotReport, freeze_report, sign_report

SEE, WRITE, SIGN = Permission.REPORTS_SEE, Permission.REPORT_WRITE, Permission.REPORT_SIGN


@require_safe
@require_permission(SEE)
def report_list(request: StaffRequest) -> HttpResponse:
    """List the reports of her projects, the latest first."""
    scope = request.user.scope
    projects = projects_within(scope.where(SEE))
    reports = list(
        ReportSnapshot.objects.visible_to(request.user)
        .defer("numbers", "narrative")
        .order_by("-last_on", "-number")
    )
    whole = whole_projects(scope.where(WRITE))
    context = {
        "projects": [
            (
                project,
                [one for one in reports if one.project_id == project.pk],
                project.pk in whole,
            )
            for project in projects
        ],
        "may_write": scope.may(WRITE),
    }
    return render(request, "dashboards/report_list.html", context)


@require_safe
@require_permission(SEE)
def report_page(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Show a report as it was frozen, in fixed tables."""
    report = find_report(request, report_id)
    scope = request.user.scope
    context = {
        "report": report,
        "quarter": Quarter.of(report.first_on),
        "lines": log_lines(report),
        "offers": offers(REPORT),
        "may_sign": report.signed_at is None and holds_whole(scope, SIGN, report.project),
        "may_compare": holds_whole(scope, WRITE, report.project),
    }
    return render(request, "dashboards/report.html", context)


@require_http_methods(["GET", "POST"])
@require_permission(WRITE)
def report_freeze(request: StaffRequest, project_id: UUID) -> HttpResponse:
    """Freeze the numbers of a closed period, with what they do not tell."""
    project = whole_project(request, project_id, WRITE)
    quarters = closed_quarters(project, request.user.scope.today)
    form = FreezeForm(posted(request), quarters=quarters)
    if request.method == "POST" and form.is_valid():
        try:
            report = freeze_report(
                project=project,
                quarter=form.quarter,
                narrative=form.cleaned_data["narrative"],
                by=request.user,
            )
        except CannotReport as refusal:
            messages.error(request, str(refusal))
            return redirect("dashboards:report_freeze", project.pk)
        messages.success(request, _("The report is frozen. Donors see it once it is signed."))
        return redirect(report)
    context = {
        "project": project,
        "quarters": quarters,
        "form": form,
        "errors": error_lines(form),
    }
    return render(request, "dashboards/report_freeze.html", context)


@require_POST
@require_permission(SIGN)
def report_sign(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Answer for a report, so that donors see it."""
    report = find_report(request, report_id)
    whole_project(request, report.project_id, SIGN)
    try:
        sign_report(report=report, by=request.user)
        messages.success(request, _("The report is signed. Donors of the project see it now."))
    except CannotReport as refusal:
        messages.error(request, str(refusal))
    return redirect(report)


@require_safe
@require_permission(WRITE)
def report_changes(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Say what later corrections would change; the report itself stays."""
    report = find_report(request, report_id)
    whole_project(request, report.project_id, WRITE)
    context = {
        "report": report,
        "quarter": Quarter.of(report.first_on),
        "changes": change_lines(report, changes_of(report, request.user)),
    }
    return render(request, "dashboards/report_changes.html", context)


def find_report(request: StaffRequest, report_id: UUID) -> ReportSnapshot:
    """A report that somebody may read; a donor only what was signed."""
    reports = ReportSnapshot.objects.visible_to(request.user)
    return get_object_or_404(
        reports.select_related("project", "signed_by", "frozen_by"), pk=report_id
    )
