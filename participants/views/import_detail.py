"""One list of people: looked at, applied, taken back, thrown away."""

from __future__ import annotations

import tempfile
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, posted, require_permission
from accounts.models import Look
from accounts.roles import Permission
from accounts.services.looks import note_look
from core.exports.answers import XLSX, file_answer
from core.form_errors import error_lines
from participants.forms.imports import ColumnsForm, choices_in
from participants.models import ImportRow, PeopleImport
from participants.queries.import_preview import IN_ORDER, lines_of
from participants.queries.imports import (
    done_to_people,
    matching_of,
    needs_columns,
    outcomes_of,
    sheet_of,
)
from participants.services.imports.apply import begin_apply, keep_choices
from participants.services.imports.check import begin_check
from participants.services.imports.forget import forget
from participants.services.imports.receive import choose_columns
from participants.services.imports.undo import undo
from participants.services.refusals import CannotKeep
from participants.sheets.outcome import finding_of
from participants.sheets.reading import without
from participants.sheets.writing import OF_IDENTITY as SECRET
from participants.sheets.writing import write_errors

ON_A_PAGE = 40
ADDS = require_permission(Permission.PARTICIPANT_ADD)
Outcome, State = ImportRow.Outcome, PeopleImport.State
LABELS = {code: label for code, label in Outcome.choices if code}


@require_safe
@ADDS
@never_cache
def import_detail(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Show what a list would do row by row, how far it is, or what it did."""
    imported = _find(request, import_id)
    if imported.state in (State.OPEN, State.FAILED) and needs_columns(matching_of(imported)):
        return redirect("participants:import_columns", imported.pk)
    counts = outcomes_of(imported)
    context: dict[str, Any] = {"imported": imported, "counts": counts}
    if imported.state in (State.OPEN, State.FAILED):
        context |= _preview(request, imported, counts)
    elif not imported.is_working:
        context["people"] = done_to_people(imported)
    return render(request, "participants/import_detail.html", context)


@require_http_methods(["GET", "POST"])
@ADDS
@never_cache
def import_columns(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Say which column means what; it is remembered for the next list of this site."""
    imported = _find(request, import_id)
    if imported.state not in (State.OPEN, State.FAILED):
        return redirect(imported)
    form = ColumnsForm(
        posted(request),
        lines=sheet_of(imported),
        matching=matching_of(imported),
        asks_identity=imported.project_site.site.collects_identity,
    )
    if form.is_valid():
        changed = choose_columns(imported=imported, columns=form.columns, by=request.user)
        begin_check(imported=changed, by=request.user)
        return redirect(imported)
    context = {"imported": imported, "form": form, "errors": error_lines(form)}
    return render(request, "participants/import_columns.html", context)


@require_POST
@ADDS
def import_apply(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Keep what was said of who is known, and let the list be applied if that was asked."""
    imported = _find(request, import_id)
    keep_choices(imported=imported, choices=choices_in(request.POST))
    if request.POST.get("then") == "keep":
        messages.success(request, _("Kept. Nothing is added before you say so."))
        return redirect(f"{imported.get_absolute_url()}?{urlencode({'show': Outcome.KNOWN})}")
    try:
        begin_apply(imported=imported, by=request.user, leave_out_wrong="leave_out" in request.POST)
    except CannotKeep as refusal:
        messages.error(request, str(refusal))
    return redirect(imported)


@require_safe
@ADDS
def import_errors(request: StaffRequest, import_id: UUID) -> FileResponse:
    """The list as it was sent, with a comment at each cell that has to be put right.

    To whoever has not sent it herself it tells nothing of anybody's community.
    """
    imported = _find(request, import_id)
    wrong = {
        row.number: finding_of(row.told).wrong
        for row in imported.rows.filter(outcome=Outcome.WRONG)
    }
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it
    title, matching = _("to put right"), matching_of(imported)
    lines = sheet_of(imported)
    if imported.created_by_id != request.user.pk:
        # Whoever sent it gets her own file back; to others it is a list of named people.
        lines = without(
            lines, [place for place, code in matching.columns.items() if code in SECRET]
        )
    write_errors(file, lines, matching, wrong, title=title)
    note_look(
        Look.Kind.EXPORT,
        by=request.user,
        page="participants:import_errors",
        project_sites=[imported.project_site_id],
        people=imported.total,
    )
    return file_answer(file, f"{title}.xlsx", XLSX)


@require_POST
@ADDS
def import_undo(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Take back a whole list that was applied."""
    imported = _find(request, import_id)
    try:
        undo(imported=imported, by=request.user)
    except CannotKeep as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back; everything is as it was before this list."))
    return redirect(imported)


@require_POST
@ADDS
def import_forget(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Throw away a list that was not applied, with all that it said."""
    imported = _find(request, import_id)
    if imported.state in (State.OPEN, State.FAILED):
        forget(PeopleImport.objects.filter(pk=imported.pk))
        messages.success(request, _("Thrown away. Nothing of this list is kept."))
        return redirect("participants:import_list")
    messages.error(request, _("This list is being worked on, or was applied already."))
    return redirect(imported)


def _find(request: StaffRequest, import_id: UUID) -> PeopleImport:
    """A list of one of her places; 404 where it is elsewhere, or a day old and gone."""
    found = PeopleImport.objects.visible_to(request.user).present()
    places = found.select_related("project_site__site", "project_site__project", "created_by")
    return get_object_or_404(places, pk=import_id)


def _preview(request: StaffRequest, imported: PeopleImport, counts: Any) -> dict[str, Any]:
    kinds = [code for code in IN_ORDER if counts[code]]
    asked = request.GET.get("show", "")
    show = asked if asked in kinds else next(iter(kinds), "")
    rows = imported.rows.exclude(outcome="").filter(outcome=show).order_by("number")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return {
        "show": show,
        "kinds": [(code, LABELS[code], counts[code]) for code in kinds],
        "page": page,
        "lines": lines_of(imported, list(page.object_list), request.user),
        "query": f"{urlencode({'show': show})}&",
        "to_add": counts[Outcome.NEW],
        "to_change": counts[Outcome.CHANGED],
        "changes_nothing": set(kinds) <= {Outcome.SAME, Outcome.REFUSED},
    }
