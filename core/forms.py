"""Form fields that take what people type: three digit scripts, days first, names as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.digits import to_ascii_digits
from core.phones import phone_text, read_phone
from core.text import Cleaned, clean_line, clean_name

LARGEST = 2**31 - 1
FIRST_YEAR, LAST_YEAR = 1900, 2100
# Signs that keyboards and copied texts put around a number without anybody seeing them.
_UNSEEN = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_DAY_FIRST = re.compile(r"(\d{1,2})[\s/.\-\u060c\u060d]+(\d{1,2})[\s/.\-\u060c\u060d]+(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_DIGITS_ONLY = re.compile(r"(\d\d)(\d\d)(\d{4})")
_TIME = re.compile(r"(\d{1,2})(?:[\s:.\u066b]?(\d\d)(?::\d\d(?:\.\d+)?)?)?\s*(am|pm|ص|م)?", re.I)
_AFTERNOON = {"pm", "م"}


def _typed(value: Any) -> str:
    return to_ascii_digits(_UNSEEN.sub("", str(value))).strip()


def _numeric_attrs(widget: forms.Widget) -> dict[str, str]:
    return {} if widget.is_hidden else {"inputmode": "numeric", "autocomplete": "off"}


class DigitsIntegerField(forms.IntegerField):
    """A whole number in Western, Arabic or Persian digits that fits a column."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_value", LARGEST)
        kwargs.setdefault("min_value", -LARGEST)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        typed = value if value in self.empty_values else _typed(value)
        number: int | None = super().to_python(typed)
        return number

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | _numeric_attrs(widget)


class DayField(forms.DateField):
    """A day, first the day and then the month: 03/04/2026 is the 3rd of April."""

    widget = forms.DateInput(format="%d/%m/%Y")
    default_error_messages = {
        "invalid": _("Write the day as day/month/year, such as 23/11/2026."),
        "far": _("Write a year between 1900 and 2100."),
    }

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            day: date | None = super().to_python(value)
            return day
        typed = _typed(value)
        if found := _DAY_FIRST.fullmatch(typed) or _DIGITS_ONLY.fullmatch(typed):
            day_number, month, year = map(int, found.groups())
        elif found := _YEAR_FIRST.fullmatch(typed):
            year, month, day_number = map(int, found.groups())
        else:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValidationError(self.error_messages["far"], code="far")
        try:
            return date(year, month, day_number)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        placeholder = {"placeholder": _("day/month/year")}
        return super().widget_attrs(widget) | _numeric_attrs(widget) | placeholder


class TimeField(forms.TimeField):
    """An hour of the day: 9, 9:00, 0930, or 2 pm."""

    widget = forms.TimeInput(format="%H:%M")
    default_error_messages = {"invalid": _("Write the time as hour:minutes, such as 9:30.")}

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            clock: time | None = super().to_python(value)
            return clock
        found = _TIME.fullmatch(_typed(value))
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half in _AFTERNOON else 0)
        try:
            return time(hour, minute)
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        placeholder = {"placeholder": _("hour:minutes")}
        return super().widget_attrs(widget) | _numeric_attrs(widget) | placeholder


class LineField(forms.CharField):
    """One line of text, cleaned; `removed` says whether unseen characters were taken out."""

    removed = False
    cleaner: Callable[[str], Cleaned] = staticmethod(clean_line)

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        if not typed:
            return ""
        text, self.removed = self.cleaner(typed)
        return text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # A name in another script than the page's is typed from its own side.
        return super().widget_attrs(widget) | {"dir": "auto"}


class NameField(LineField):
    """A person's name: cleaned, not mangled, with at least one letter."""

    cleaner = staticmethod(clean_name)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"autocomplete": "off"}


class PhoneField(forms.CharField):
    """A number that can be called, kept as +9647701234567 and shown as 0770 123 4567."""

    widget = forms.TextInput(attrs={"type": "tel"})
    default_error_messages = {
        "invalid": _(
            "Write a mobile number such as 0770 123 4567. "
            "A number from another country begins with + and its country code."
        )
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        if not typed:
            return ""
        number = read_phone(typed)
        if number is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number

    def prepare_value(self, value: Any) -> Any:
        return phone_text(value) if isinstance(value, str) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"dir": "ltr", "autocomplete": "off"}


def cleaning_notes(form: forms.BaseForm) -> list[str]:
    """Tell, a sentence a field, where unseen characters were taken out of a bound form."""
    return [
        _("Characters that nobody can see were taken out of “%(field)s”.")
        % {"field": form[name].label}
        for name, field in form.fields.items()
        if isinstance(field, LineField) and field.removed
    ]


def tell_cleaning(request: HttpRequest, form: forms.BaseForm) -> None:
    """Show those sentences on the next page."""
    for note in cleaning_notes(form):
        messages.info(request, note)
