"""Somebody takes a file that she asked for: her right is looked at once more, and it is noted."""

from __future__ import annotations

import tempfile

from django.db.models import F
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts import file_kinds
from accounts.file_kinds import Question
from accounts.models import Export, Look, User
from accounts.services.exports.refusals import CannotTake
from accounts.services.exports.stamp import stamp_of
from accounts.services.looks import note_look
from core.exports import Contents, ContentsOfCsv, Sheet, kept
from core.exports.answers import XLSX, csv_answer, file_answer, paper_answer, streamed_answer
from core.typesetting import CannotTypeset

Answer = FileResponse | HttpResponse | StreamingHttpResponse
State, Format = Export.State, Export.Format


def take(export: Export, by: User) -> Answer:
    """The file itself, for who asked for it and may still have it; each time is a look.

    Raises CannotTake where its time or her right is over.
    """
    question = still_allowed(export, by)
    if export.state != State.READY:
        raise CannotTake(_("This file is not ready."), 409)
    with override(export.language):
        contents = question.contents()
        answer = _answer(export, contents, by)
    Export.objects.filter(pk=export.pk).update(
        downloads=F("downloads") + 1, downloaded_at=timezone.now()
    )
    note_look(
        Look.Kind.EXPORT,
        by=by,
        page="accounts:file_take",
        project_sites=export.project_sites,
        people=export.rows if export.has_names else 0,
        purpose=export.purpose,
    )
    return answer


def still_allowed(export: Export, by: User) -> Question:
    """The question of a file, asked once more; raises CannotTake where the answer is no."""
    if export.is_over:
        raise CannotTake(_("The time of this file is over. Ask for it again."), 410)
    kind = file_kinds.registered().get(export.kind)
    if kind is not None and by.may(kind.permission):
        question: Question = kind.ask(by, export.asked)
        if question.is_valid() and set(export.project_sites) <= set(question.places()):
            return question
    raise CannotTake(
        _("You no longer have the right to all that is in this file, so it is not given out.")
    )


def _answer(export: Export, contents: Contents, by: User) -> Answer:
    name = f"{export.about or export.kind} {timezone.localdate():%Y-%m-%d}"
    stamp = stamp_of(export)
    if export.format == Format.CSV:
        if not isinstance(contents, ContentsOfCsv):
            raise CannotTake(_("This file is gone. Ask for it again."), 410)
        return csv_answer(name, lambda: contents.csv(stamp), user=by, language=export.language)
    if export.format == Format.PDF and isinstance(contents, Sheet):
        try:
            return paper_answer(contents.pdf(), f"{name}.pdf")
        except CannotTypeset as problem:
            raise CannotTake(
                _("The paper could not be made. Nothing is lost; try again."), 503
            ) from problem
    if export.is_kept:
        if not kept.is_kept(export.pk):
            raise CannotTake(_("This file is gone. Ask for it again."), 410)
        return streamed_answer(f"{name}.xlsx", kept.read(export.pk))
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it
    contents.xlsx(file, stamp, lambda done: None)
    return file_answer(file, f"{name}.xlsx", XLSX)
