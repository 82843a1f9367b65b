"""Somebody asks for a file: it is written down, and a long one is given to a job."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.file_kinds import Kind, Question
from accounts.models import Export, User
from accounts.services.exports.refusals import CannotTake
from core.exports.xlsx_file import MOST_ROWS
from core.jobs import defer

MOST_AT_ONCE = 2_000
"""So many rows of a workbook are written while a page is waited for; more by a job."""

AROUND = 10
"""Lines of a sheet that are no rows: headings, tags, who took it."""

FOR_NAMES = timedelta(hours=24)
FOR_OTHERS = timedelta(days=7)
State, Format = Export.State, Export.Format


@transaction.atomic
def ask_for(
    *, key: UUID, kind: Kind, question: Question, file_format: str, purpose: str, by: User
) -> Export:
    """Write a file down, and make it by a job where that takes long; sent twice, it is one.

    Raises CannotTake where its format has no room for it, or where the key is somebody else's.
    """
    found = Export.objects.of(by).filter(pk=key).first()
    if found is not None:
        return found
    rows = question.contents().count()
    if file_format == Format.XLSX and rows > MOST_ROWS - AROUND:
        raise CannotTake(
            _("A spreadsheet has no room for so many rows. Choose CSV, or ask for less.")
        )
    is_long = file_format == Format.XLSX and rows > MOST_AT_ONCE
    now = timezone.now()
    export = Export(
        pk=key,
        kind=kind.code,
        sensitivity=kind.sensitivity,
        format=file_format,
        project_sites=sorted(question.places()),
        asked=question.asked(),
        about=question.about()[:200],
        purpose=purpose,
        language=by.language,
        state=State.MAKING if is_long else State.READY,
        rows=rows,
        created_at=now,
        created_by=by,
        made_at=None if is_long else now,
        expires_at=now + (FOR_NAMES if kind.has_names else FOR_OTHERS),
    )
    # Of two that are sent at once the second waits here, and then finds the row of the first.
    Export.objects.bulk_create([export], ignore_conflicts=True)
    kept = Export.objects.of(by).filter(pk=key).first()
    if kept is None:
        raise CannotTake(_("Ask for this file once more."), 409)
    if kept.state == State.MAKING and kept.created_at == now:
        defer("accounts.make_file", export_id=key, user_id=by.pk)
    return kept
