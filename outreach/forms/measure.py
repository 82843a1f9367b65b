"""Centimetres, as a tape shows them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.digits import to_ascii_digits
from core.forms import DayField
from core.ids import uuid7
from core.text import capfirst
from outreach.measuring import needed_for
from outreach.models import HouseholdMember, RoundGraduate
from outreach.models.measurement import LEAST, MOST
from outreach.models.words import Measure

# Signs that keyboards put around a number without anybody seeing them.
_UNSEEN = re.compile(r"[\s\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_CENTIMETRES = re.compile(r"(\d{1,3})(?:[.,\u066b](\d)\d?)?(?:cm|سم)?", re.I)


class CentimetreField(forms.Field):
    """A length in centimetres with at most one decimal: 96, 96.5, ٩٦٫٥ or 96,5."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Write centimetres, such as 96 or 96.5.")}

    def to_python(self, value: Any) -> Decimal | None:
        typed = _UNSEEN.sub("", to_ascii_digits(str(value or "")))
        if not typed:
            return None
        found = _CENTIMETRES.fullmatch(typed)
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        centimetres = Decimal(f"{found[1]}.{found[2] or 0}")
        if not LEAST <= centimetres <= MOST:
            raise forms.ValidationError(
                _("A measure lies between 5 and 230 cm."), code="out of range"
            )
        return centimetres

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off", "dir": "ltr"}


class MeasureForm(forms.Form):
    """What was measured of somebody; the measures that her garments need come first."""

    set_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    taken_on = DayField(label=_("Measured on"), initial=timezone.localdate)
    taken_by = forms.ModelChoiceField(
        label=_("Who measured?"),
        queryset=RoundGraduate.objects.none(),
        required=False,
        empty_label=_("somebody else"),
    )
    is_confirmed = forms.BooleanField(label=_("We measured twice, and it is right"), required=False)

    def __init__(
        self, data: Any = None, *, member: HouseholdMember, women: list[RoundGraduate]
    ) -> None:
        super().__init__(data)
        self.needed = needed_for(member.wants)
        for measure in Measure:
            self.fields[measure.value] = CentimetreField(
                label=capfirst(measure.label), required=False
            )
        if women:
            who: Any = self.fields["taken_by"]
            who.queryset = RoundGraduate.objects.filter(
                pk__in=[woman.pk for woman in women]
            ).select_related("enrolment__participant")
        else:
            del self.fields["taken_by"]

    @property
    def first(self) -> list[forms.BoundField]:
        """The measures that are needed, or all of them where nothing is."""
        return [self[name] for name in self.needed or Measure.values]

    @property
    def others(self) -> list[forms.BoundField]:
        """The measures that nobody asked for."""
        return [self[name] for name in Measure.values if self.needed and name not in self.needed]

    @property
    def values(self) -> dict[str, Decimal]:
        """What was measured."""
        return {
            name: self.cleaned_data[name]
            for name in Measure.values
            if self.cleaned_data.get(name) is not None
        }
