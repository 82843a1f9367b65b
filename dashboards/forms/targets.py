"""What indicators should reach, and what they were before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core.digits import to_ascii_digits
from core.forms import DayField, LineField
from dashboards.forms.quarter import quarter_words
from dashboards.models import Indicator
from dashboards.queries.project import Quarter

MOST = Decimal(9_999_999)


class NumberField(forms.DecimalField):
    """A number of at most two places, in Western, Arabic or Persian digits."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=MOST, decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = to_ascii_digits(value).replace("٫", ".").replace("%", "").replace("٪", "")
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # As the project's own fields of digits, never a number input.
        return {"inputmode": "decimal", "autocomplete": "off", "class": "form-control"}


class PeriodForm(forms.Form):
    """Which of some quarters; the first where nothing, or nothing readable, was said."""

    period = forms.ChoiceField(label=_("Period"), required=False)

    def __init__(self, *args: Any, quarters: Sequence[Quarter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quarters = quarters
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (one.code, quarter_words(one)) for one in quarters
        ]

    @property
    def quarter(self) -> Quarter | None:
        """The quarter that is asked for; None where there is none to choose."""
        self.is_valid()
        asked = self.cleaned_data.get("period", "")
        first = self.quarters[0] if self.quarters else None
        return next((one for one in self.quarters if one.code == asked), first)

    @property
    def narrows(self) -> bool:
        """Whether anything but the first is asked for."""
        return bool(self.quarters) and self.quarter != self.quarters[0]


class TargetsForm(forms.Form):
    """A number for each indicator, or nothing where none was agreed."""

    def __init__(
        self,
        *args: Any,
        indicators: Sequence[Indicator],
        targets: Mapping[UUID, Decimal],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = indicators
        for one in indicators:
            self.fields[str(one.pk)] = NumberField(
                label=one.text, required=False, initial=_plain(targets.get(one.pk))
            )

    @property
    def values(self) -> dict[UUID, Decimal | None]:
        """What was written, by the id of the indicator."""
        return {one.pk: self.cleaned_data[str(one.pk)] for one in self.indicators}


def _plain(number: Decimal | None) -> str:
    """A number without the zeros behind its point."""
    return "" if number is None else f"{number.normalize():f}"


class IndicatorForm(forms.ModelForm):  # type: ignore[type-arg]
    """The words of an indicator and where it began; what it asks stays what it is."""

    text_ar = LineField(label=_("text in Arabic"), max_length=300)
    text_ckb = LineField(label=_("text in Kurdish"), max_length=300, required=False)
    text_en = LineField(label=_("text in English"), max_length=300, required=False)
    text_tr = LineField(label=_("text in Turkmen"), max_length=300, required=False)
    baseline = NumberField(label=_("baseline"), required=False)
    baseline_on = DayField(label=_("baseline measured on"), required=False)
    eu_code = LineField(label=_("code in the EU results framework"), max_length=40, required=False)

    class Meta:
        model = Indicator
        fields = (
            "text_ar",
            "text_ckb",
            "text_en",
            "text_tr",
            "level",
            "baseline",
            "baseline_on",
            "eu_code",
        )
