"""People, their displacement and what they agreed to."""

from participants.models.consent import Consent, ConsentText, Purpose
from participants.models.displacement import DisplacementEpisode
from participants.models.participant import Participant

__all__ = ["Consent", "ConsentText", "DisplacementEpisode", "Participant", "Purpose"]
