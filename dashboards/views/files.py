"""Files that a page gives at once: the same numbers as on the page, and nothing to choose.

They name nobody, so nothing is asked before one is given. It stands in the register of files, and
since that is a change, it is asked for by a button and never by a link: a browser may open links
that nobody tapped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import file_kinds
from accounts.access import StaffRequest, require_permission
from accounts.forms.export import TakeForm
from accounts.roles import Permission
from accounts.services.exports.asking import ask_for
from accounts.services.exports.refusals import CannotTake
from accounts.services.exports.taking import take
from dashboards.file_kinds import CATALOGUE, REPORT
from dashboards.views.reports import find_report

if TYPE_CHECKING:
    from dashboards.models import ReportSnapshot


@require_POST
@require_permission(Permission.REPORTS_SEE)
def report_file(request: StaffRequest, report_id: UUID) -> HttpResponseBase:
    """The log frame of a report, in the language of its page."""
    report = find_report(request, report_id)
    return _given(request, REPORT, {"report": str(report.pk)}, back=report)


@require_POST
@require_permission(Permission.CATALOGUE_EDIT)
def catalogue_file(request: StaffRequest) -> HttpResponseBase:
    """What the courses delivered, at all the places of whoever asks."""
    return _given(request, CATALOGUE, {}, back="dashboards:catalogue")


def _given(
    request: StaffRequest, code: str, answers: dict[str, str], *, back: str | ReportSnapshot
) -> HttpResponseBase:
    """Write a line of the register and give the file, or say on its page why not.

    A form that is sent twice is one line that was taken twice.
    """
    kind = file_kinds.registered()[code]
    form, question = TakeForm(request.POST, kind=kind), kind.ask(request.user, answers)
    try:
        if not (form.is_valid() and question.is_valid()):
            raise CannotTake(_("This file cannot be made. Open the page again, and then try."))
        export = ask_for(
            key=form.cleaned_data["key"],
            kind=kind,
            question=question,
            file_format=form.cleaned_data["format"],
            purpose="",
            by=request.user,
        )
        return take(export, request.user)
    except CannotTake as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
