"""What stays of a dialogue: four taps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trainings.models import DialogueNote, Module, Session
from trainings.services.refusals import CannotChange

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def note_dialogue(
    *,
    session: Session,
    module: Module | None,
    other_topic: str,
    languages: Sequence[str],
    mood: str,
    by: User,
) -> DialogueNote:
    """Write down how a dialogue was, or mend what was written."""
    if not session.is_happening:
        raise CannotChange(_("This dialogue did not take place, so there is nothing to note."))
    if session.starts_at > timezone.now():
        raise CannotChange(_("This dialogue has not begun yet."))
    note, _made = DialogueNote.objects.update_or_create(
        session=session,
        defaults={
            "module": module,
            "other_topic": "" if module else other_topic,
            "languages": list(languages),
            "mood": mood,
            "noted_at": timezone.now(),
            "noted_by": by,
        },
    )
    return note
