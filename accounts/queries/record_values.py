"""How the pages of the record say what stood in a column."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from core import dates

SECRET_TEXTS = frozenset({"code", "password"})
"""Texts that the record hides; what else it hides can never hold the word "changed"."""


def said(field: models.Field[Any, Any], value: Any) -> str:
    """A value of the record, which is JSON, as the pages say such a thing."""
    if value is None or value == "":
        return ""
    if value == "changed" and _hides(field):
        return _("hidden")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        words = dict(getattr(field, "base_field", field).flatchoices)
        return _(", ").join(str(words.get(one, one)) for one in value)
    if isinstance(field, models.DateTimeField):
        return dates.moment_text(datetime.fromisoformat(value))
    if isinstance(field, models.DateField):
        return dates.day_text(date.fromisoformat(value), weekday=False)
    return str(dict(field.flatchoices).get(value, value))


def _hides(field: models.Field[Any, Any]) -> bool:
    return field.name in SECRET_TEXTS or not isinstance(field, models.CharField | models.TextField)
