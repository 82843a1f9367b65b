"""What the places of a person decide about her page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from programmes.models import ProjectSite

if TYPE_CHECKING:
    from participants.models import Participant


def asks_identity(person: Participant) -> bool:
    """Whether any site that knows her asks for ethnicity and belief."""
    places = ProjectSite.objects.filter(pk__in=person.project_sites)
    return places.filter(site__collects_identity=True).exists()
