"""Whether somebody is displaced or of the host community, day by day."""

from __future__ import annotations

from datetime import date

from participants.models import DisplacementEpisode, Participant


def say_first_status(*, participant: Participant, status: str, from_on: date) -> None:
    """Keep the first status that is known of somebody; one that is there already stays."""
    if not participant.displacement_episodes.exists():
        DisplacementEpisode.objects.create(participant=participant, status=status, from_on=from_on)
