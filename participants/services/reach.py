"""Where a person is known: the project sites that open her record."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Func, IntegerField, Value

from participants.models import Participant


def reach(*, people: Iterable[UUID], project_site_id: int) -> None:
    """Make some people known at a project site, besides where they are known already."""
    Participant.objects.filter(pk__in=list(people)).exclude(
        project_sites__contains=[project_site_id]
    ).update(
        project_sites=Func(
            F("project_sites"), Value(project_site_id, IntegerField()), function="array_append"
        )
    )
