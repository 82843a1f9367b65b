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
        known_at__contains=[project_site_id]
    )
    for person in new_here.order_by("pk").select_for_update(no_key=True, of=("self",)):
        person.known_at = [*person.known_at, project_site_id]
        person.save(update_fields=["known_at"])
        keep_places(person.canonical_id)


def keep_places(canonical: UUID) -> None:
    """Open all records of a woman wherever any of them is known."""
    records = list(Participant.objects.filter(canonical=canonical).order_by("pk"))
    places = sorted({place for record in records for place in record.known_at})
    for record in records:
        hers = [*record.known_at, *(place for place in places if place not in record.known_at)]
        if record.project_sites != hers:
            # Saved one by one: the index of a phone is salted by the projects that know her.
            record.project_sites = hers
            record.save(update_fields=["project_sites"])
