"""Between what a project expects the measures of an age."""

from __future__ import annotations

from uuid import UUID

from outreach.measuring import Bounds, usual_bounds
from outreach.models import MeasureBounds
from programmes.models import ProjectSite


def bounds_of(project_id: UUID, band: str) -> Bounds:
    """The bounds of a project: the usual ones, but for what it set itself."""
    own = MeasureBounds.objects.filter(project=project_id, age_band=band)
    set_here = {one.measure: (one.least, one.most) for one in own}
    return {**usual_bounds(band), **set_here}


def bounds_at(project_site_id: int, band: str) -> Bounds:
    """The bounds of the project that works at a place."""
    project_id = ProjectSite.objects.values_list("project", flat=True).get(pk=project_site_id)
    return bounds_of(project_id, band)
