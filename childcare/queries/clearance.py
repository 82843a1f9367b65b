"""Which adults may be with children."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from childcare.models import Carer


def cleared_at(user_id: UUID, project_sites: Collection[int], day: date) -> frozenset[int]:
    """The places where somebody who signs in is a carer with a valid clearance on a day."""
    found = Carer.objects.cleared_on(day).filter(user=user_id, project_site__in=project_sites)
    return frozenset(found.values_list("project_site_id", flat=True))
