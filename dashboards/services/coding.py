"""Codes for women and cohorts, and what may be told beside them.

A code is the same in every file of a project, and another in every project. Whoever has no key of
this house can neither turn it back nor make it from a name, a phone or an id.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from core.crypto import lasting_key
from dashboards.disclosure.records import hide_pairs
from dashboards.queries.coded import PlaceRow

BYTES = 8
CODE = 1 + 2 * BYTES
"""How long a code is: with a letter in front, so that no program takes it for a number."""
WOMAN, COHORT = "W", "C"


class Told(NamedTuple):
    """What a line tells of whose it is: two codes, her side and her age band, "" where hidden."""

    woman: str
    cohort: str
    side: str
    band: str


def coder(kind: str, project: UUID) -> Callable[[UUID], str]:
    """Answers a function that makes a code of an id."""
    secret = lasting_key(f"code {kind} {project}")

    def code(key: UUID) -> str:
        return f"{kind}{hmac.digest(secret, key.bytes, 'sha256')[:BYTES].hex().upper()}"

    return code


def told_of(places: Iterable[PlaceRow], project: UUID) -> Iterator[tuple[UUID, Told]]:
    """What may be told of each of some places, which come cohort by cohort.

    Of several places of a woman in a cohort her first one counts.
    """
    woman_code, cohort_code = coder(WOMAN, project), coder(COHORT, project)
    for cohort, rows in groupby(places, key=attrgetter("cohort")):
        here = list(rows)
        women: dict[UUID, tuple[str, str]] = {}
        for place in here:
            women.setdefault(place.person, (place.side, place.band))
        code = cohort_code(cohort)
        told = {
            person: Told(woman_code(person), code, *pair)
            for person, pair in zip(women, hide_pairs(list(women.values())), strict=True)
        }
        for place in here:
            yield place.id, told[place.person]
