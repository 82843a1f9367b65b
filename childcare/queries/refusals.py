"""Who came for children today and did not get them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from childcare.models import RefusedHandOver
from childcare.queries.days import day_at
from programmes.models import ProjectSite

if TYPE_CHECKING:
    from core.scope import Scoped


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody who came for siblings and left without them; `why` is in words."""

    at: datetime
    tag_id: UUID
    who: str
    why: str
    by: str
    children: list[str] = field(default_factory=list)


def refused_today(
    user: Scoped, places: Collection[ProjectSite], now: datetime
) -> dict[int, list[Attempt]]:
    """Attempts of today for children who are still inside, by place, the newest first."""
    days = {day_at(place, now) for place in places}
    refused = (
        RefusedHandOver.objects.visible_to(user)
        .filter(
            project_site__in=places,
            stay__on_day__in=days,
            stay__out_at=None,
            stay__cancelled_at=None,
        )
        .select_related("stay__child", "by")
    )
    found: dict[int, list[RefusedHandOver]] = {}
    for one in refused:
        found.setdefault(one.project_site_id, []).append(one)
    return {place: attempts_of(those) for place, those in found.items()}


def attempts_of(refused: Iterable[RefusedHandOver]) -> list[Attempt]:
    """Refusals as people saw them: siblings for whom somebody came at once are one attempt."""
    ordered = sorted(refused, key=lambda one: (one.at, one.by_id, one.why), reverse=True)
    attempts = []
    for (at, _by, _why), those in groupby(ordered, key=lambda one: (one.at, one.by_id, one.why)):
        first, *others = those
        children = [one.stay.child.name for one in (first, *others)]
        attempts.append(
            Attempt(
                at=at,
                tag_id=first.stay.tag_id,
                who=first.collector_name or "",
                why=str(first.get_why_display()),
                by=first.by.full_name,
                children=children,
            )
        )
    return attempts
