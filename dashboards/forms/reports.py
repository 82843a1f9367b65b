"""What somebody says when she freezes a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.text import clean_line
from dashboards.forms.quarter import quarter_words
from dashboards.queries.project import Quarter


class FreezeForm(forms.Form):
    """Which closed period, and what its numbers do not tell."""

    period = forms.ChoiceField(
        label=_("Period"),
        error_messages={"invalid_choice": _("This period is not closed, or was reported already.")},
    )
    narrative = forms.CharField(
        label=_("What the numbers do not tell"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_(
            "Name nobody, and no number of fewer than five people: donors read this, and it stays "
            "as it is."
        ),
    )

    def __init__(self, *args: Any, quarters: Sequence[Quarter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quarters = {one.code: one for one in quarters}
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (one.code, quarter_words(one)) for one in quarters
        ]

    def clean_narrative(self) -> str:
        """Line by line, without characters that nobody sees."""
        told: str = self.cleaned_data["narrative"]
        return "\n".join(clean_line(line).text for line in told.splitlines()).strip()

    @property
    def quarter(self) -> Quarter:
        """The period that was chosen."""
        return self.quarters[self.cleaned_data["period"]]
