"""On which side of the community line people stand, and what a visit across it is called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Side(StrEnum):
    """A class of displacement; what stands in no class has still to be resolved."""

    DISPLACED = "displaced"
    HOST = "host"
    RETURNED = "returned"


class Composition(StrEnum):
    """Who lives in a household, from those of its members whose side is known."""

    DISPLACED = "displaced"
    HOST = "host"
    RETURNED = "returned"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Result(StrEnum):
    """What the rule says of a team at a household."""

    CROSS = "cross"
    SAME = "same"
    MIXED = "mixed"
    UNKNOWN = "unknown"


KEEPS_THE_RULE = frozenset({Result.CROSS, Result.MIXED})

Sides = Mapping[str, Side]
"""The side of each displacement status; a status that is missing is unresolved."""

USUAL_SIDES: Sides = {
    "idp": Side.DISPLACED,
    "refugee": Side.DISPLACED,
    "host": Side.HOST,
    "idp_returnee": Side.RETURNED,
    "refugee_returnee": Side.RETURNED,
}


def composition_of(statuses: Iterable[str], sides: Sides = USUAL_SIDES) -> Composition:
    """One side if all known members stand on it, mixed if several, unknown if none is known."""
    known = {sides[status] for status in statuses if status in sides}
    if not known:
        return Composition.UNKNOWN
    return Composition(known.pop()) if len(known) == 1 else Composition.MIXED


def result_of(team: Side, household: Composition) -> Result:
    """Judge a visit: displaced women go to host households and host women to displaced ones.

    Whoever returned stands on neither side, so such a team or household counts as mixed.
    """
    if household is Composition.UNKNOWN:
        return Result.UNKNOWN
    if household in (Composition.MIXED, Composition.RETURNED) or team is Side.RETURNED:
        return Result.MIXED
    return Result.SAME if household.value == team.value else Result.CROSS
