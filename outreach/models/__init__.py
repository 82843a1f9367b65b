"""Households in need, rounds of visits, measurements and garments."""

from outreach.models.bounds import MeasureBounds
from outreach.models.consent import HouseholdConsent
from outreach.models.garment import Garment
from outreach.models.household import HouseholdInNeed
from outreach.models.measurement import MeasurementSet
from outreach.models.member import HouseholdMember
from outreach.models.round import Round, RoundHousehold, RoundVolunteer
from outreach.models.side import StatusSide
from outreach.models.team import RoundGraduate, Team
from outreach.models.visit import Visit, Visitor

__all__ = [
    "Garment",
    "HouseholdConsent",
    "HouseholdInNeed",
    "HouseholdMember",
    "MeasureBounds",
    "MeasurementSet",
    "Round",
    "RoundGraduate",
    "RoundHousehold",
    "RoundVolunteer",
    "StatusSide",
    "Team",
    "Visit",
    "Visitor",
]
