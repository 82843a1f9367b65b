"""Whether somebody is displaced or of the host community, day by day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from core.dates import day_text
from participants.details import Displacement
from participants.models import DisplacementEpisode, Participant
from participants.services.refusals import CannotKeep

if TYPE_CHECKING:
    from accounts.models import User


def say_first_status(
    *,
    participant: Participant,
    status: str,
    from_on: date,
    origin: str = "",
    shelter: str = "",
    source: str = "",
) -> None:
    """Keep the first status that is known of somebody; one that is there already stays."""
    if not participant.displacement_episodes.exists():
        DisplacementEpisode.objects.create(
            participant=participant,
            status=status,
            from_on=from_on,
            origin_id=origin or None,
            shelter=shelter,
            source=source,
        )


@transaction.atomic
def change_status(*, person: Participant, said: Displacement, by: User) -> DisplacementEpisode:
    """Begin an episode on a day, and end the one before it on that day.

    Said for the day on which the last one began, it corrects that one. Raises CannotKeep for a
    day before it: what was true by then is history already.
    """
    Participant.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    last = person.displacement_episodes.order_by("-from_on").first()
    if last is not None and said.from_on < last.from_on:
        raise CannotKeep(
            _("Her last status began on %(day)s; a new one begins on that day or after it.")
            % {"day": day_text(last.from_on, weekday=False)}
        )
    episode = last if last is not None and last.from_on == said.from_on else None
    if last is not None and episode is None and (last.to_on is None or last.to_on > said.from_on):
        last.to_on = said.from_on
        last.save(update_fields=["to_on"])
    if episode is None:
        episode = DisplacementEpisode(participant=person, from_on=said.from_on)
    episode.status, episode.origin_id = said.status, said.origin or None
    episode.shelter, episode.source = said.shelter, said.source
    episode.save()
    return episode
