"""What stays of a dialogue: four taps, and that somebody was referred."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trainings.models import DialogueNote, Module, Referral, Session
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


def add_referral(*, session: Session, referral_id: UUID, kind: str, by: User) -> Referral:
    """Note that a referral was made, once for each id that a page makes."""
    referral = Referral(
        id=referral_id,
        session=session,
        project_site_id=session.project_site_id,
        kind=kind,
        made_by=by,
    )
    Referral.objects.bulk_create([referral], ignore_conflicts=True)
    kept = Referral.objects.get(pk=referral_id)
    if (kept.session_id, kept.made_by_id) != (session.pk, by.pk):
        raise CannotChange(_("This page is out of date. Load it again and tap once more."))
    return kept
