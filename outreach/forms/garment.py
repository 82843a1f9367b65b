"""What is asked about a garment."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from outreach.models import Garment, Round, RoundGraduate
from outreach.models.words import GarmentKind


class StepForm(forms.Form):
    """The state that a garment reached, and who sewed it."""

    to = forms.ChoiceField(choices=Garment.State)
    sewn_by = forms.ModelChoiceField(
        label=_("Who sewed it?"),
        queryset=RoundGraduate.objects.none(),
        required=False,
        empty_label=_("not said"),
    )

    def __init__(self, data: Any = None, *, round_: Round) -> None:
        super().__init__(data)
        cast(
            "forms.ModelChoiceField[RoundGraduate]", self.fields["sewn_by"]
        ).queryset = round_.graduates.select_related("enrolment__participant").order_by(
            "enrolment__participant__sort_key"
        )

    @property
    def seamstresses(self) -> list[tuple[Any, Any]]:
        """Whom she can choose, read once."""
        sewn_by: Any = self.fields["sewn_by"]
        return list(sewn_by.choices)


class BackForm(forms.Form):
    """The state that she saw, of which the last step is undone."""

    undo = forms.ChoiceField(choices=Garment.State)


class GiveBackForm(forms.Form):
    """Why a finished garment came back."""

    given_back = forms.ChoiceField(label=_("Why?"), choices=Garment.ReturnReason)


class OrderForm(forms.Form):
    """What is sewn for somebody."""

    round = forms.UUIDField(widget=forms.HiddenInput)
    member = forms.UUIDField(widget=forms.HiddenInput)
    kinds = forms.MultipleChoiceField(
        label=_("What is sewn?"), choices=GarmentKind, widget=forms.CheckboxSelectMultiple
    )
