"""Small categories of a report are merged before anything is hidden, so that less has to be.

Ages join their neighbours. Of statuses, displaced and unknown stay what they are: all others are
told together where each of them is small. Where a side is known of a few alone, nobody is
told apart by it. A merged category has the codes of its parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from dashboards.disclosure import collapse
from dashboards.disclosure.table import K, Order, Zeros
from dashboards.indicators.counts import JOINED, Counts
from dashboards.indicators.units import SIDES, Answer

ORDERS: Mapping[str, Order] = {
    "age": "ordered",
    "child_age": "ordered",
    "recipient_age": "ordered",
    "status": "unordered",
    "composition": "unordered",
}
"""Sides of which some categories may be merged; the others have two each."""

UNKNOWN = "unknown"
STAY = {UNKNOWN, "idp", "displaced"}

Codes = Mapping[str, tuple[str, ...]]
"""Of each side its categories, some of them merged."""


def merged(answer: Answer, sides: Sequence[str], zeros: Zeros) -> Codes:
    """The categories in which enough different people are, as far as they may be merged."""
    return {side: _of_side(answer, side, zeros) for side in sides if answer.behind is None}


def is_told(codes: Sequence[str]) -> bool:
    """Whether a side tells anybody apart."""
    return len(codes) > 1


def merged_before(counts: Sequence[Counts]) -> Codes:
    """The categories of tables that were published."""
    sides = [(one.row_side, one.rows) for one in counts]
    sides += [(one.column_side, one.columns) for one in counts]
    return {side: codes for side, codes in sides if side}


def _of_side(answer: Answer, side: str, zeros: Zeros) -> tuple[str, ...]:
    codes = SIDES[side]
    people: dict[str, set[UUID]] = {code: set() for code in codes}
    for unit in answer.units:
        if unit.person is not None:
            people[unit.category(side)].add(unit.person)
    if len(set().union(*(people[code] for code in codes if code != UNKNOWN))) < K:
        return (JOINED.join(codes),)
    if side not in ORDERS:
        return codes
    keep = {at for at, code in enumerate(codes) if code in STAY}
    sizes = [len(people[code]) for code in codes]
    groups = collapse(sizes, k=K, order=ORDERS[side], keep=keep, zeros=zeros)
    return tuple(JOINED.join(codes[at] for at in group) for group in groups)
