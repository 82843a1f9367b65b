"""Children, who may collect them, their stays, and the adults in the room."""

from childcare.models.band import RatioBand
from childcare.models.carer import Carer, Shift
from childcare.models.child import Child, Guardianship
from childcare.models.pickup import PickupAuthorisation
from childcare.models.refusal import RefusedHandOver
from childcare.models.stay import Stay
from childcare.models.tag import DayTag

__all__ = [
    "Carer",
    "Child",
    "DayTag",
    "Guardianship",
    "PickupAuthorisation",
    "RatioBand",
    "RefusedHandOver",
    "Shift",
    "Stay",
]
