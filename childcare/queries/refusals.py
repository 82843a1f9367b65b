"""Who came for a child today and did not get it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from childcare.models import RefusedHandOver
from childcare.queries.days import day_at
from programmes.models import ProjectSite

if TYPE_CHECKING:
    from core.scope import Scoped


def refused_today(
    user: Scoped, places: Collection[ProjectSite], now: datetime
) -> dict[int, list[RefusedHandOver]]:
    """Refusals about children who are still inside or whose day is today, newest first."""
    days = {day_at(place, now) for place in places}
    refused = (
        RefusedHandOver.objects.visible_to(user)
        .filter(project_site__in=places, stay__on_day__in=days)
        .select_related("stay__child", "by")
    )
    found: dict[int, list[RefusedHandOver]] = {}
    for one in refused:
        found.setdefault(one.project_site_id, []).append(one)
    return found
