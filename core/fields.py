"""Model fields of our own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import FieldError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import crypto

if TYPE_CHECKING:
    TextValue = models.Field[str, str]
else:
    TextValue = models.Field


class EncryptedTextField(TextValue):
    """A text that the application encrypts; the database can say only whether there is one.

    An empty text is stored as NULL and read as "". Each value is bound to its model and column,
    so renaming either needs a migration that writes the values anew.
    """

    description = _("Encrypted text (up to %(max_length)s)")

    def __init__(self, *args: Any, max_length: int, **kwargs: Any) -> None:
        blank = kwargs.get("blank", False)
        kwargs.setdefault("null", blank)
        if blank:
            kwargs.setdefault("default", "")
        kwargs["max_length"] = max_length
        super().__init__(*args, **kwargs)
        self.validators.append(MaxLengthValidator(max_length))

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"null": self.null}

    def get_internal_type(self) -> str:
        return "BinaryField"

    @property
    def bound_to(self) -> str:
        """What a value is bound to."""
        return f"{self.model._meta.label_lower}.{self.column}"

    def get_prep_value(self, value: Any) -> str | None:
        value = super().get_prep_value(value)
        return None if value in (None, "") else str(value)

    def get_db_prep_value(
        self, value: Any, connection: Any, prepared: bool = False
    ) -> bytes | None:
        text = value if prepared else self.get_prep_value(value)
        return None if text is None else crypto.encrypt(text, bound_to=self.bound_to)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str:
        return "" if value is None else crypto.decrypt(bytes(value), bound_to=self.bound_to)

    def to_python(self, value: Any) -> str:
        return "" if value is None else str(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: only isnull can be asked of it.")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is encrypted: only isnull can be asked of it.")

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(
            **{"form_class": forms.CharField, "max_length": self.max_length, **kwargs}
        )
