"""The attendance sheet of a session as PDF."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import StaffRequest, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from core.exports.answers import paper_answer
from core.typesetting import CannotTypeset, typeset
from trainings.papers import SHEET
from trainings.papers.sheet import sheet_of
from trainings.views.roster import find_family


@require_safe
@require_permission(Permission.SESSIONS_SEE, Permission.SESSIONS_SEE_ASSIGNED)
def session_sheet(request: StaffRequest, session_id: UUID) -> HttpResponse:
    """The roster to fill in by hand, in the language of the page."""
    family = find_family(request, session_id)
    sheet = sheet_of(family.session, family.child, request.LANGUAGE_CODE)
    try:
        paper = typeset(SHEET, sheet)
    except CannotTypeset:
        messages.error(request, _("The paper could not be made. Nothing is lost; try again."))
        return redirect("trainings:session_print", family.session.pk)
    note_look(
        Look.Kind.PRINT,
        by=request.user,
        page="trainings:session_sheet",
        project_sites=[family.session.project_site_id],
        people=len(sheet["rows"]),
    )
    return paper_answer(paper, "attendance.pdf")
