"""The board of a round: every garment under the state that it is in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outreach.models import Garment, HouseholdConsent, HouseholdMember, Round
from outreach.models.consent import decision_on
from outreach.models.words import GarmentKind, Measure
from outreach.queries.measures import ready_to_cut, sets_of


@dataclass(frozen=True, slots=True)
class Piece:
    """A garment on the board; `ready` says whether its next step can be taken."""

    garment: Garment
    is_ready: bool
    missing: tuple[Measure, ...]

    @property
    def needs_new_measures(self) -> bool:
        """True where a child has to be measured again."""
        return not self.is_ready and not self.missing


@dataclass(frozen=True, slots=True)
class Column:
    """The garments in one state."""

    state: Garment.State
    pieces: list[Piece]


def board_of(round_: Round, today: date) -> list[Column]:
    """Every garment of a round, by state, in two queries whatever their number."""
    garments = list(
        round_.garments.select_related(
            "household", "member", "sewn_by_graduate__enrolment__participant"
        ).order_by("household__number", "member__created_at", "kind")
    )
    waiting = {one.member_id for one in garments if one.state == Garment.State.ORDERED}
    sets = sets_of(waiting)
    columns = {state: Column(state, []) for state in Garment.State}
    for garment in garments:
        is_ready = True
        missing: tuple[Measure, ...] = ()
        if garment.state == Garment.State.ORDERED:
            found = ready_to_cut(
                garment.member, garment.kind, sets.get(garment.member_id, []), today
            )
            is_ready, missing = found.measures is not None, found.missing
        columns[Garment.State(garment.state)].pieces.append(Piece(garment, is_ready, missing))
    return list(columns.values())


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody of the round and what she needs that nobody has sewn or is sewing."""

    member: HouseholdMember
    kinds: list[tuple[str, str]]


def wanted_in(round_: Round) -> list[Wanted]:
    """What could be ordered for households that agreed, in two queries.

    What was given back can be ordered again.
    """
    members = HouseholdMember.objects.living_there().filter(
        household__round_places__round=round_, wants__len__gt=0
    )
    members = members.annotate(
        decided=decision_on(HouseholdConsent.Purpose.MEASURE, "household")
    ).filter(decided=HouseholdConsent.Decision.AGREED)
    in_hand = set(
        Garment.objects.filter(household__round_places__round=round_)
        .exclude(state=Garment.State.RETURNED)
        .values_list("member", "kind")
    )
    found = []
    for member in members.select_related("household").order_by("household__number", "created_at"):
        kinds = [
            (kind, GarmentKind(kind).label)
            for kind in member.wants
            if (member.pk, kind) not in in_hand
        ]
        if kinds:
            found.append(Wanted(member, [(code, str(label)) for code, label in kinds]))
    return found
