"""What is known about a person is changed, part by part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from participants.models import Functioning, Participant
from participants.models.functioning import QUESTIONS

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def change_person(*, person: Participant, said: Mapping[str, Any], by: User) -> list[str]:
    """Keep what was said of her record; answers the names of the fields that changed.

    Only those are written, so that the record of changes tells nothing but changes.
    """
    kept = Participant.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    changed = [name for name, value in said.items() if getattr(kept, name) != value]
    for name in changed:
        setattr(kept, name, said[name])
    if changed:
        kept.save(update_fields=changed)
    return changed


@transaction.atomic
def keep_functioning(*, person: Participant, answers: Mapping[str, int], by: User) -> None:
    """Keep her answers on functioning in place of those that she gave before."""
    given = {question: answers.get(question) for question in QUESTIONS}
    kept = Functioning.objects.select_for_update().filter(participant=person).first()
    if kept is None and not answers:
        return
    if kept is not None and all(getattr(kept, name) == said for name, said in given.items()):
        return
    Functioning.objects.update_or_create(
        participant=person, defaults=given | {"said_on": timezone.localdate()}
    )
