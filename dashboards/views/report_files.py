"""The log frame of a report as a file: the same numbers as on its page."""

from __future__ import annotations

from tempfile import TemporaryFile
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from core.exports.answers import XLSX, file_answer, paper_answer
from core.exports.xlsx_file import write_xlsx
from core.typesetting import CannotTypeset, typeset
from dashboards.exports.log_frame import COLUMNS, log_rows
from dashboards.models import ReportSnapshot
from dashboards.papers import LOG_FRAME, log_frame_of
from dashboards.views.reports import find_report
from programmes.models import ProjectSite


@require_safe
@require_permission(Permission.REPORTS_SEE)
def report_xlsx(request: StaffRequest, report_id: UUID) -> HttpResponseBase:
    """The log frame as a spreadsheet, from right to left where the page is."""
    report = find_report(request, report_id)
    _note(request, report, "dashboards:report_xlsx")
    file = TemporaryFile()  # noqa: SIM115 -- the answer closes it
    write_xlsx(
        file,
        COLUMNS,
        log_rows(report),
        title=_("Log frame"),
        right_to_left=get_language_bidi(),
        notes=_notes(report),
    )
    return file_answer(file, f"{_name(report)}.xlsx", XLSX)


@require_safe
@require_permission(Permission.REPORTS_SEE)
def report_pdf(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """The log frame on paper, in the language of the page."""
    report = find_report(request, report_id)
    try:
        paper = typeset(LOG_FRAME, log_frame_of(report))
    except CannotTypeset:
        messages.error(request, _("The paper could not be made. Nothing is lost; try again."))
        return redirect(report)
    _note(request, report, "dashboards:report_pdf")
    return paper_answer(paper, f"{_name(report)}.pdf")


def _name(report: ReportSnapshot) -> str:
    return f"log-frame-{report.project.code}-{report.number}"


def _notes(report: ReportSnapshot) -> list[str]:
    paper = log_frame_of(report)
    return [
        paper["heading"],
        paper["subheading"],
        paper["signed"],
        paper["version"],
        *report.narrative.splitlines(),
        paper["note"],
    ]


def _note(request: StaffRequest, report: ReportSnapshot, page: str) -> None:
    places = ProjectSite.objects.filter(project=report.project_id).values_list("pk", flat=True)
    note_look(Look.Kind.EXPORT, by=request.user, page=page, project_sites=places)
