"""Between what measures are expected at an age."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DigitsIntegerField
from core.text import capfirst
from outreach.measuring import Bounds
from outreach.models.measurement import LEAST, MOST
from outreach.models.words import Measure


class CmField(DigitsIntegerField):
    """Whole centimetres of a body."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, min_value=int(LEAST), max_value=int(MOST))


class BoundsForm(forms.Form):
    """The least and the most of every measure."""

    def __init__(self, data: Any = None, *, bounds: Bounds) -> None:
        told: dict[str, int] = {}
        for measure, (least, most) in bounds.items():
            told |= {f"{measure}_least": least, f"{measure}_most": most}
        super().__init__(data, initial=told)
        for measure in bounds:
            self.fields[f"{measure}_least"] = CmField(_("at least"))
            self.fields[f"{measure}_most"] = CmField(_("at most"))
        self.measures = list(bounds)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for measure in self.measures:
            least, most = said.get(f"{measure}_least"), said.get(f"{measure}_most")
            if least is not None and most is not None and least >= most:
                self.add_error(f"{measure}_most", _("The most is above the least."))
        return said

    @property
    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """The name of each measure with its two fields."""
        return [
            (
                capfirst(str(Measure(measure).label)),
                self[f"{measure}_least"],
                self[f"{measure}_most"],
            )
            for measure in self.measures
        ]

    @property
    def bounds(self) -> Bounds:
        """What was said."""
        said = self.cleaned_data
        return {name: (said[f"{name}_least"], said[f"{name}_most"]) for name in self.measures}
