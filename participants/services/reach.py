"""Where a person is known: the project sites that open her record."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from participants.models import Participant


@transaction.atomic
def reach(*, people: Iterable[UUID], project_site_id: int) -> None:
    """Make some people known at a project site, besides where they are known already."""
    new_here = Participant.objects.filter(pk__in=list(people)).exclude(
        project_sites__contains=[project_site_id]
    )
    # Saved one by one: the index of her phone is salted by the projects that know her.
    for person in new_here.order_by("pk").select_for_update(no_key=True, of=("self",)):
        person.project_sites = [*person.project_sites, project_site_id]
        person.save(update_fields=["project_sites"])
