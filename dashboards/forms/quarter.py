from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dashboards.queries.project import Quarter


def quarter_words(quarter: Quarter) -> str:
    """A quarter as pages say it."""
    return gettext("quarter %(number)d of %(year)d") % {
        "number": quarter.number,
        "year": quarter.year,
    }


class QuarterForm(forms.Form):
    """Which quarter a page is about; the latest where nothing, or nothing readable, was said."""

    period = forms.ChoiceField(label=_("Period"), required=False)

    def __init__(self, *args: Any, quarters: Sequence[Quarter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quarters = quarters
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (one.code, quarter_words(one)) for one in quarters
        ]

    @property
    def quarter(self) -> Quarter | None:
        """The quarter that is asked for; None where the project has none yet."""
        asked = self.cleaned_data["period"] if self.is_valid() else ""
        latest = self.quarters[0] if self.quarters else None
        return next((one for one in self.quarters if one.code == asked), latest)

    @property
    def narrows(self) -> bool:
        """Whether another than the latest is asked for."""
        return bool(self.quarters) and self.quarter != self.quarters[0]
