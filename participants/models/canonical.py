from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

if TYPE_CHECKING:
    Pointer = models.ForeignKey[Any, Any]
    Places = ArrayField[list[int], list[int]]
else:
    Pointer = models.ForeignKey
    Places = ArrayField


class CanonicalField(Pointer):
    """Which record stands for a person: the row itself until it is merged into another."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Point a new row to itself."""
        if getattr(model_instance, self.attname) is None:
            setattr(model_instance, self.attname, model_instance.pk)
        return getattr(model_instance, self.attname)


class KnownAtField(Places):
    """Where a record itself is known; a new row is known where it is made."""

    def __init__(self, base_field: Any = None, **kwargs: Any) -> None:
        super().__init__(
            base_field or models.IntegerField(), **{"default": list, "editable": False, **kwargs}
        )

    def pre_save(self, model_instance: Any, add: bool) -> list[int]:
        """Begin with the places of the row."""
        if not model_instance.known_at:
            model_instance.known_at = list(model_instance.project_sites)
        known: list[int] = model_instance.known_at
        return known
