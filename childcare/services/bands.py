"""A place sets how many children of an age one adult looks after."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from childcare.models import RatioBand
from childcare.ratio import Band
from programmes.models import ProjectSite


@transaction.atomic
def set_bands(*, project_site: ProjectSite, bands: Sequence[Band]) -> None:
    """Replace the table of a place; no band at all brings the shipped one back."""
    # Two who change it at once do it one after the other.
    ProjectSite.objects.select_for_update(no_key=True, of=("self",)).get(pk=project_site.pk)
    RatioBand.objects.filter(project_site=project_site).delete()
    RatioBand.objects.bulk_create(
        RatioBand(
            project_site=project_site,
            from_years=band.from_years,
            children=band.children,
            area_m2=band.area_m2,
        )
        for band in bands
    )
