"""A long file is made by a job, and kept until its time is over."""

from __future__ import annotations

import tempfile
from uuid import UUID

from django.utils import timezone
from django.utils.translation import override

from accounts.models import Export, User
from accounts.services.exports.stamp import stamp_of
from accounts.services.exports.taking import still_allowed
from core.exports import kept
from core.exports.contents import Tell

State = Export.State


def make(*, export: Export, by: User, tell: Tell) -> None:
    """Write a long file and keep it; run again after a worker was killed, it begins anew."""
    with override(export.language), tempfile.TemporaryFile() as file:
        contents = still_allowed(export, by).contents()
        contents.xlsx(file, stamp_of(export), tell)
        kept.keep(export.pk, file)
    Export.objects.filter(pk=export.pk).update(
        state=State.READY, made_at=timezone.now(), is_kept=True, done=export.rows, why=""
    )
    _tell_her(by.pk)


def stop(export_id: UUID, by: UUID, why: str) -> None:
    """Say why a file was not made."""
    Export.objects.filter(pk=export_id, state=State.MAKING).update(
        state=State.FAILED, why=why[:300]
    )
    _tell_her(by)


def note_seen(by: User) -> None:
    """She has seen what became of her files."""
    if by.has_new_file:
        User.objects.filter(pk=by.pk).update(has_new_file=False)
        by.has_new_file = False


def _tell_her(user_id: UUID) -> None:
    User.objects.filter(pk=user_id).update(has_new_file=True)
