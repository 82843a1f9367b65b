"""Lists of people: sent, downloaded as a template, and taken out to be corrected."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import StaffRequest, posted, require_permission
from accounts.file_kinds import registered
from accounts.roles import Permission
from accounts.services.exports.asking import ask_for
from accounts.services.exports.taking import take
from core.exports.answers import XLSX, file_answer
from core.form_errors import error_lines
from core.ids import uuid7
from participants.forms.correction import CorrectionForm
from participants.forms.imports import ListForm, ListPlaceForm
from participants.queries.imports import imports_of
from participants.queries.sheet_people import offered_at
from participants.services.imports.check import begin_check
from participants.services.imports.receive import receive
from participants.sheets.reading import MOST_BYTES, UnreadableFile
from participants.sheets.writing import template_columns, write_list

ADDS = require_permission(Permission.PARTICIPANT_ADD)


@require_http_methods(["GET", "POST"])
@ADDS
@never_cache
def import_list(request: StaffRequest) -> HttpResponse:
    """Send a list, or look at those that were sent; nothing is added before she has looked."""
    form = ListForm(posted(request), request.FILES or None, user=request.user)
    if form.is_valid():
        try:
            return _receive(request, form)
        except UnreadableFile as refusal:
            form.add_error("file", str(refusal))
    return _page(request, form, CorrectionForm(user=request.user, auto_id="people_%s"))


@require_safe
@ADDS
def import_template(request: StaffRequest) -> FileResponse:
    """An empty list with headings and answers in her language."""
    asks = ListPlaceForm(user=request.user).asks_identity()
    columns = template_columns(with_identity=asks)
    return _list(_("people"), columns, [], with_identity=asks)


@require_POST
@ADDS
@never_cache
def people_export(request: StaffRequest) -> HttpResponseBase:
    """Everybody of a place as a list that can be corrected; numbers and addresses stay here."""
    form = CorrectionForm(request.POST, user=request.user, auto_id="people_%s")
    if form.is_valid():
        export = ask_for(
            key=uuid7(),
            kind=registered()["people-to-correct"],
            question=form,
            file_format="xlsx",
            purpose=_("To be corrected and sent back"),
            by=request.user,
        )
        return take(export, request.user)
    if "place" in form.errors:
        messages.error(request, _("Choose a place."))
        return redirect("participants:import_list")
    return _page(request, ListForm(user=request.user), form)


def _page(request: StaffRequest, form: ListForm, people_form: CorrectionForm) -> HttpResponse:
    context = {
        "form": form,
        "errors": [*error_lines(form), *error_lines(people_form)],
        "imports": imports_of(request.user),
        "people_form": people_form,
    }
    return render(request, "participants/import_list.html", context)


def _receive(request: StaffRequest, form: ListForm) -> HttpResponse:
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        # Before it is read into memory.
        raise UnreadableFile(_("The file is larger than 5 MB."))
    imported, is_new = receive(
        data=file.read(),
        file_name=file.name,
        place=form.cleaned_data["place"],
        by=request.user,
    )
    if is_new:
        begin_check(imported=imported, by=request.user)
    else:
        messages.info(request, _("This very file was sent already; here is what it says."))
    return redirect(imported)


def _list(
    name: str,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    *,
    with_identity: bool,
) -> FileResponse:
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it
    write_list(file, columns, rows, offered_at(with_identity=with_identity), title=name[:31])
    return file_answer(file, f"{name}.xlsx", XLSX)
