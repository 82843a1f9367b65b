from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.widgets import LightSelect
from dashboards.figures.words import STATUS_WORDS, week_words
from dashboards.queries.cohort_grid import Span
from dashboards.queries.weeks import WEEK, weeks_between

EVERYBODY: list[tuple[str, str | Promise]] = [("", _("everybody"))]


class SpanForm(forms.Form):
    """Which weeks and which women a page is about; it lives in the address and names nobody."""

    first = forms.ChoiceField(label=_("From"), required=False, widget=LightSelect)
    last = forms.ChoiceField(label=_("until"), required=False, widget=LightSelect)
    status = forms.ChoiceField(
        label=_("Women"),
        required=False,
        choices=[*EVERYBODY, *STATUS_WORDS.items()],
        widget=LightSelect,
    )

    def __init__(self, *args: Any, whole: tuple[date, date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whole = whole
        weeks = [(week.isoformat(), week_words(week)) for week in weeks_between(*whole)]
        self.fields["first"].choices = [("", _("the beginning")), *weeks]  # type: ignore[attr-defined]
        self.fields["last"].choices = [("", _("the end")), *weeks]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse weeks that end before they begin."""
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
        if told["first"]:
            first = date.fromisoformat(told["first"])
        if told["last"]:
            last = date.fromisoformat(told["last"]) + WEEK - timedelta(days=1)
        return Span(first, last, told["status"])

    @property
    def narrows(self) -> bool:
        """Whether less than everything is asked for."""
        return self.span != Span(*self.whole)
