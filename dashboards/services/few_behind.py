"""Which rates tell of a few women: known from the counts, or counted where those leave it open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar
from uuid import UUID

from dashboards.indicators.behind import NOBODY, Crowd, Few, few_of
from dashboards.queries.seen import Seen
from dashboards.queries.women_behind import Behind, Key, Women

One = TypeVar("One", bound=Key)

SOMEBODY = frozenset({UUID(int=0)})
"""Behind marks of women whom the one who counts cannot see: surely not enough."""


def unsure(cells: Mapping[One, Seen]) -> list[One]:
    """The cells of which the counts do not say that enough women stand behind both parts."""
    return [key for key, seen in cells.items() if not seen.is_sure]


def few_behind(cells: Mapping[One, Seen], women: Behind) -> Few:
    """Which parts of cells (there, and not) tell of a few; `women` are those of the unsure ones."""
    return few_of([_crowds(seen, women.get(key, Women())) for key, seen in cells.items()])


def _crowds(seen: Seen, women: Women) -> list[Crowd]:
    parts = (
        (seen.there, seen.enough_came, women.came),
        (seen.marked - seen.there, seen.enough_were_away, women.away),
    )
    return [
        NOBODY if not number else None if is_sure else frozenset(found) or SOMEBODY
        for number, is_sure, found in parts
    ]
