"""Between what a project expects the measures of people."""

from __future__ import annotations

from django.db import transaction

from outreach.measuring import Bounds, usual_bounds
from outreach.models import MeasureBounds
from outreach.services.refusals import written
from programmes.models import Project


@transaction.atomic
def set_bounds(*, project: Project, band: str, bounds: Bounds) -> None:
    """Keep what differs from the usual at an age; the record of changes says who did it."""
    project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    usual = usual_bounds(band)
    for measure, (least, most) in bounds.items():
        if (least, most) == usual[measure]:
            own = MeasureBounds.objects.filter(project=project, age_band=band, measure=measure)
            own.delete()
            continue
        with written():
            MeasureBounds.objects.update_or_create(
                project=project,
                age_band=band,
                measure=measure,
                defaults={"least": least, "most": most},
            )
