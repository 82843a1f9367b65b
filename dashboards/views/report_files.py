"""The log frame of a report as a file: the same numbers as on its page.

It names nobody, so nothing is asked before it is given; it stands in the register of files.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts import file_kinds
from accounts.access import StaffRequest, require_permission
from accounts.models import Export
from accounts.roles import Permission
from accounts.services.exports.asking import ask_for
from accounts.services.exports.refusals import CannotTake
from accounts.services.exports.taking import take
from core.ids import uuid7
from dashboards.file_kinds import REPORT
from dashboards.views.reports import find_report


@require_safe
@require_permission(Permission.REPORTS_SEE)
def report_xlsx(request: StaffRequest, report_id: UUID) -> HttpResponseBase:
    """The log frame as a spreadsheet, from right to left where the page is."""
    return _taken(request, report_id, Export.Format.XLSX)


@require_safe
@require_permission(Permission.REPORTS_SEE)
def report_pdf(request: StaffRequest, report_id: UUID) -> HttpResponseBase:
    """The log frame on paper, in the language of the page."""
    return _taken(request, report_id, Export.Format.PDF)


def _taken(request: StaffRequest, report_id: UUID, file_format: str) -> HttpResponseBase:
    """Write a line of the register, and give the file; each time anew, with the rights of now."""
    report = find_report(request, report_id)
    kind = file_kinds.registered()[REPORT]
    question = kind.ask(request.user, {"report": str(report.pk)})
    try:
        if not question.is_valid():
            raise CannotTake(" ".join(question.errors.get("report", [])))
        export = ask_for(
            key=uuid7(),
            kind=kind,
            question=question,
            file_format=file_format,
            purpose="",
            by=request.user,
        )
        return take(export, request.user)
    except CannotTake as refusal:
        messages.error(request, str(refusal))
        return redirect(report)
