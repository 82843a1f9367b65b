"""People, their displacement and what they agreed to."""

from participants.models.consent import Consent, ConsentText, Purpose
from participants.models.displacement import DisplacementEpisode
from participants.models.duplicate import DuplicateCandidate, Merge
from participants.models.functioning import Difficulty, Functioning
from participants.models.household import Household, HouseholdMember
from participants.models.identity import CommunityIdentity, IdentityValue
from participants.models.participant import Participant, Spoken
from participants.models.people_import import (
    ImportedPerson,
    ImportRow,
    KnownColumn,
    PeopleImport,
)

__all__ = [
    "CommunityIdentity",
    "Consent",
    "ConsentText",
    "Difficulty",
    "DisplacementEpisode",
    "DuplicateCandidate",
    "Functioning",
    "Household",
    "HouseholdMember",
    "IdentityValue",
    "ImportRow",
    "ImportedPerson",
    "KnownColumn",
    "Merge",
    "Participant",
    "PeopleImport",
    "Purpose",
    "Spoken",
]
