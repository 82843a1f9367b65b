from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.forms import DayField
from dashboards.figures.words import STATUS_WORDS
from dashboards.queries.cohort_grid import Span

EVERYBODY: list[tuple[str, str | Promise]] = [("", _("everybody"))]


class SpanForm(forms.Form):
    """Which days and which women a page is about; it lives in the address and names nobody."""

    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("until"), required=False)
    status = forms.ChoiceField(
        label=_("Women"), required=False, choices=[*EVERYBODY, *STATUS_WORDS.items()]
    )

    def __init__(self, *args: Any, whole: tuple[date, date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whole = whole

    def clean(self) -> dict[str, Any]:
        """Refuse days that end before they begin."""
        told: dict[str, Any] = super().clean() or {}
        first, last = told.get("first"), told.get("last")
        if first and last and last < first:
            raise forms.ValidationError(_("A period cannot end before it starts."))
        return told

    @property
    def span(self) -> Span:
        """What is asked for; everything where nothing, or nothing readable, was said."""
        first, last = self.whole
        if not self.is_valid():
            return Span(first, last)
        told = self.cleaned_data
        return Span(told["first"] or first, told["last"] or last, told["status"])

    @property
    def narrows(self) -> bool:
        """Whether less than everything is asked for."""
        return self.span != Span(*self.whole)
