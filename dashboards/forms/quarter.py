from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.widgets import LightSelect
from dashboards.queries.project import Quarter
from programmes.models import ProjectSite


def quarter_words(quarter: Quarter) -> str:
    """A quarter as pages say it."""
    return gettext("quarter %(number)d of %(year)d") % {
        "number": quarter.number,
        "year": quarter.year,
    }


class QuarterForm(forms.Form):
    """Which quarter a page is about, and which site it shows in full.

    The latest and the first where nothing, or nothing readable, was said. A site is known by its
    code, and only by one of those that she may count.
    """

    period = forms.ChoiceField(label=_("Period"), required=False, widget=LightSelect)
    at = forms.ChoiceField(label=_("Site"), required=False, widget=LightSelect)

    def __init__(
        self,
        *args: Any,
        quarters: Sequence[Quarter],
        places: Sequence[ProjectSite],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.quarters, self.places = quarters, places
        self.fields["at"].choices = [  # type: ignore[attr-defined]
            (place.site.code, str(place.site)) for place in places
        ]
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (one.code, quarter_words(one)) for one in quarters
        ]

    @property
    def quarter(self) -> Quarter | None:
        """The quarter that is asked for; None where the project has none yet."""
        asked = self._asked("period")
        latest = self.quarters[0] if self.quarters else None
        return next((one for one in self.quarters if one.code == asked), latest)

    @property
    def place(self) -> ProjectSite:
        """The site that is shown in full."""
        asked = self._asked("at")
        return next((one for one in self.places if one.site.code == asked), self.places[0])

    @property
    def narrows(self) -> bool:
        """Whether anything but the latest quarter and the first site is asked for."""
        return bool(self.quarters) and (self.quarter, self.place) != (
            self.quarters[0],
            self.places[0],
        )

    @property
    def said(self) -> tuple[str | None, ...]:
        """What was asked for, readable or not."""
        return tuple(self.data.get(name) for name in self.fields)

    def _asked(self, name: str) -> str:
        self.is_valid()
        told: str = self.cleaned_data.get(name, "")
        return told
