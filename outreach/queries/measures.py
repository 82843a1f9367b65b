"""The measures that a garment can be cut from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from outreach.measuring import NEEDED, is_too_old
from outreach.models import HouseholdMember, MeasurementSet
from outreach.models.words import Measure


@dataclass(frozen=True, slots=True)
class Ready:
    """Whether a garment of a kind can be cut for somebody.

    `measures` is the set to cut from; without one, `missing` names measures that were never
    taken together, and is empty where those that were are too old.
    """

    measures: MeasurementSet | None
    missing: tuple[Measure, ...] = ()


def ready_to_cut(
    member: HouseholdMember, kind: str, sets: Sequence[MeasurementSet], today: date
) -> Ready:
    """Find the newest set that has every measure; `sets` are hers, the newest first."""
    needed = [Measure(name) for name in NEEDED[kind]]
    whole = [one for one in sets if all(getattr(one, name) is not None for name in needed)]
    if not whole:
        known = sets[0].values if sets else {}
        return Ready(None, tuple(measure for measure in needed if measure not in known))
    newest = whole[0]
    if is_too_old(newest.taken_on, is_child=member.is_child, today=today):
        return Ready(None)
    return Ready(newest)


def sets_of(members: Iterable[UUID]) -> dict[UUID, list[MeasurementSet]]:
    """All measurement sets of some members, the newest first, in one query."""
    sets: dict[UUID, list[MeasurementSet]] = defaultdict(list)
    found = MeasurementSet.objects.filter(member__in=list(members))
    for one in found.order_by("-taken_on", "-recorded_at"):
        sets[one.member_id].append(one)
    return sets
