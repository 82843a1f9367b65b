"""What is asked about a carer, and about the age bands of a place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from childcare.models import Carer
from childcare.models.band import MOST_CHILDREN, OLDEST
from childcare.ratio import Band
from childcare.services.carers import Papers
from core.digits import to_ascii_digits
from core.forms import DayField, DigitsIntegerField, NameField

ROWS = 6
LARGEST_AREA = 30


class CarerForm(forms.Form):
    """Her name, her sign-in if she has one, and her papers."""

    name = NameField(label=_("Name"), max_length=120)
    user = forms.ModelChoiceField(
        label=_("Sign-in"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("none"),
    )
    cleared_on = DayField(
        label=_("Cleared on"),
        required=False,
        help_text=_("The day on which her background was checked."),
    )
    cleared_until = DayField(
        label=_("Cleared until"), required=False, help_text=_("Leave empty when it has no end.")
    )
    code_signed_on = DayField(label=_("Signed the code of conduct on"), required=False)

    def __init__(self, data: Any = None, *, users: Any, carer: Carer | None = None) -> None:
        names = ("name", "user", "cleared_on", "cleared_until", "code_signed_on")
        super().__init__(data, initial={n: getattr(carer, n) for n in names} if carer else None)
        field: Any = self.fields["user"]
        field.queryset = users

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.get("cleared_on"), said.get("cleared_until")
        if last and not first and "cleared_on" not in self.errors:
            self.add_error("cleared_on", _("Write the day on which she was cleared."))
        elif first and last and last < first:
            self.add_error("cleared_until", _("The last day is not before the first."))
        return said

    @property
    def papers(self) -> Papers:
        """What was said, as the service takes it."""
        said = self.cleaned_data
        user = said["user"]
        return Papers(
            name=said["name"],
            user_id=user.pk if user else None,
            cleared_on=said["cleared_on"],
            cleared_until=said["cleared_until"],
            code_signed_on=said["code_signed_on"],
        )


class BandForm(forms.Form):
    """One row of the table; an empty row is left out."""

    from_years = DigitsIntegerField(
        label=_("From years"), min_value=0, max_value=OLDEST, required=False
    )
    children = DigitsIntegerField(
        label=_("Children per adult"), min_value=1, max_value=MOST_CHILDREN, required=False
    )
    area_m2 = forms.CharField(label=_("m² per child"), max_length=10, required=False)

    def clean_area_m2(self) -> Decimal | None:
        typed = to_ascii_digits(self.cleaned_data["area_m2"]).strip()
        typed = typed.replace("\u066b", ".").replace(",", ".")
        if not typed:
            return None
        try:
            area = Decimal(typed)
            fits = area.is_finite() and 0 <= area <= LARGEST_AREA
        except InvalidOperation:
            fits = False
        if not fits:
            raise forms.ValidationError(_("Write a number from 0 to 30, such as 2.5."))
        return round(area, 1)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        given = [said.get(name) is not None for name in ("from_years", "children")]
        if any(given) and not all(given) and not self.errors:
            raise forms.ValidationError(_("Write both the age and how many children."))
        return said

    @property
    def band(self) -> Band | None:
        """The row, or nothing where it is empty."""
        said = self.cleaned_data
        if said.get("from_years") is None:
            return None
        return Band(said["from_years"], said["children"], said["area_m2"] or Decimal(0))


def band_forms(bands: Sequence[Band], data: Any = None) -> list[BandForm]:
    """A row for each band, and some empty ones."""
    known = [
        {"from_years": band.from_years, "children": band.children, "area_m2": band.area_m2}
        for band in bands[:ROWS]
    ]
    rows = known + [{}] * (ROWS - len(known))
    return [BandForm(data, prefix=f"b{n}", initial=row) for n, row in enumerate(rows)]
