from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core import crypto

if TYPE_CHECKING:
    Tails = ArrayField[list[str], list[str]]
else:
    Tails = ArrayField

LAST = 4
"""How many digits people remember of a number."""

KEPT_BYTES = 8

# A project site never changes its project; see `programmes.admin.ProjectSiteAdmin`.
_project_of: dict[int, UUID] = {}


class PhoneTailsField(Tails):
    """The last four digits of a phone as keyed indexes, one for each project that knows her.

    Salted by the project: the same digits in two projects have nothing in common.
    """

    is_keyed = True

    def __init__(self, base_field: Any = None, **kwargs: Any) -> None:
        super().__init__(
            base_field or models.CharField(max_length=2 * KEPT_BYTES),
            **{"default": list, "editable": False, **kwargs},
        )

    def pre_save(self, model_instance: Any, add: bool) -> list[str]:
        """Make the indexes."""
        made = tails_of(model_instance.phone, model_instance.project_sites)
        setattr(model_instance, self.attname, made)
        return made


def tails_of(phone: str, project_sites: Iterable[int]) -> list[str]:
    """What a row keeps of a phone, by the newest key."""
    if not phone:
        return []
    return sorted(_tail(phone[-LAST:], project)[0] for project in _projects(project_sites))


def tails_to_ask(digits: str, project_sites: Iterable[int]) -> list[str]:
    """What rows with these last four digits may hold in the projects of some places."""
    if len(digits) != LAST:
        return []
    return [tail for project in _projects(project_sites) for tail in _tail(digits, project)]


def _tail(digits: str, project: UUID) -> list[str]:
    found = crypto.indexes(digits, bound_to=f"participants.participant.phone_tails {project}")
    return [index[:KEPT_BYTES].hex() for index in found]


def _projects(project_sites: Iterable[int]) -> set[UUID]:
    from programmes.models import ProjectSite

    wanted = set(project_sites)
    if missing := wanted - _project_of.keys():
        known = ProjectSite.objects.filter(pk__in=missing)
        _project_of.update(known.values_list("pk", "project_id"))
    return {_project_of[place] for place in wanted if place in _project_of}
