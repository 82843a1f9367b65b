"""Households of a round that have no visit yet, and why one cannot be planned."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from outreach.assignment.sides import Composition, Sides
from outreach.models import HouseholdConsent, HouseholdInNeed, Round, Visit
from outreach.models.consent import decision_on
from outreach.queries.sides import compositions_of

AGAIN = (Visit.Outcome.NOBODY_HOME, Visit.Outcome.POSTPONED)
AGREED = HouseholdConsent.Decision.AGREED


@dataclass(frozen=True, slots=True)
class Waiting:
    """A household of a round that no visit has reached, and that none is planned for."""

    household: HouseholdInNeed
    composition: Composition
    decided: str
    is_visited_elsewhere: bool

    @property
    def has_agreed(self) -> bool:
        """True where its head agreed to visits."""
        return self.decided == AGREED

    @property
    def can_be_planned(self) -> bool:
        """True where nothing but a team is missing."""
        return (
            self.has_agreed
            and self.composition is not Composition.UNKNOWN
            and self.household.unsafe_at is None
            and self.household.closed_at is None
            and not self.is_visited_elsewhere
        )


def waiting_in(round_: Round, sides: Sides) -> list[Waiting]:
    """The households of a round that it has not visited and will not, the most urgent first.

    Where nobody was home, or the visit was postponed, a household waits for another one.
    """
    visits = Visit.objects.filter(household=OuterRef("pk"))
    households = list(
        HouseholdInNeed.objects.filter(round_places__round=round_)
        .exclude(Exists(visits.filter(round=round_).exclude(outcome__in=AGAIN)))
        .select_related("area")
        .annotate(
            decided=decision_on(HouseholdConsent.Purpose.VISIT),
            visited_elsewhere=Exists(visits.open()),
        )
        .order_by("-urgency", "number")
    )
    compositions = compositions_of([household.pk for household in households], sides)
    return [
        Waiting(
            household,
            compositions[household.pk],
            decided=household.decided or "",  # type: ignore[attr-defined]
            is_visited_elsewhere=household.visited_elsewhere,  # type: ignore[attr-defined]
        )
        for household in households
    ]
