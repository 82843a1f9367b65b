"""Model fields of our own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.core.exceptions import FieldError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import crypto

if TYPE_CHECKING:
    TextValue = models.Field[str, str]
    BytesValue = models.BinaryField[bytes | None, bytes | None]
else:
    TextValue = models.Field
    BytesValue = models.BinaryField


class StoredText(str):
    """A text as it was read, with the value that it was read from."""

    __slots__ = ("bound_to", "value")
    bound_to: str
    value: bytes

    @classmethod
    def of(cls, text: str, value: bytes, *, bound_to: str) -> Self:
        """What a row of a column holds."""
        read = cls(text)
        read.bound_to, read.value = bound_to, value
        return read


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
        if self._is_as_stored(value):
            # Written back as it was, so that the record tells of no change.
            return bytes(value.value)
        text = value if prepared else self.get_prep_value(value)
        return None if text is None else crypto.encrypt(text, bound_to=self.bound_to)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str:
        if value is None:
            return ""
        text = crypto.decrypt(bytes(value), bound_to=self.bound_to)
        return StoredText.of(text, bytes(value), bound_to=self.bound_to)

    def _is_as_stored(self, value: Any) -> bool:
        """Whether a text was read from this column, where the newest key wrote it."""
        return (
            isinstance(value, StoredText)
            and value.bound_to == self.bound_to
            and value.value.startswith(crypto.newest_key())
        )

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


class KeyedIndexField(BytesValue):
    """Finds rows by an encrypted text: made from it whenever the row is written, in bulk too.

    Equal texts have equal indexes; nothing else can be learned of them without the key.
    """

    # What rotates together with the keys; see `core.rotation`.
    is_keyed = True

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"null": True, "editable": False, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of, "null": self.null}

    @property
    def bound_to(self) -> str:
        """What an index is bound to."""
        return f"{self.model._meta.label_lower}.{self.column}"

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        """Make the index."""
        text = getattr(model_instance, self.of)
        made = crypto.index(text, bound_to=self.bound_to) if text else None
        setattr(model_instance, self.attname, made)
        return made

    def ask(self, text: str) -> list[bytes]:
        """What rows with this text may hold, for `__in`."""
        return crypto.indexes(text, bound_to=self.bound_to)
