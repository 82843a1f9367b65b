from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    KeyField = models.TextField[str, str]
else:
    KeyField = models.TextField


class NameKeyField(KeyField):
    """A key made from the full name of its row whenever that is written, in bulk too."""

    def __init__(self, *args: Any, key: Callable[[str], str] = str, **kwargs: Any) -> None:
        self.key = key
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Make the key."""
        made = self.key(model_instance.full_name)  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, made)
        return made
