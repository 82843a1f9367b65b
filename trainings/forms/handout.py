"""What women received, each of those who are chosen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import DayField, DigitsIntegerField, LineField
from core.ids import uuid7
from trainings.models import Handout
from trainings.models.handout import MOST, MOST_MONEY
from trainings.services.handouts import Given

TRANSPORT, OTHER = Handout.Item.TRANSPORT, Handout.Item.OTHER
WITNESS = Handout.Confirmation.WITNESS


class ItemForm(forms.Form):
    """What it is, and how much of it each of them gets."""

    item = forms.ChoiceField(label=_("What?"), choices=Handout.Item, widget=forms.RadioSelect)
    name = LineField(label=_("If something else: what?"), max_length=60, required=False)
    quantity = DigitsIntegerField(
        label=_("Pieces for each"), min_value=1, max_value=MOST, required=False, initial=1
    )
    amount = DigitsIntegerField(
        label=_("If money: dinars for each"), min_value=1, max_value=MOST_MONEY, required=False
    )
    enrolments = forms.TypedMultipleChoiceField(
        label=_("Who?"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, offered: Iterable[UUID], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        cast("forms.TypedMultipleChoiceField", self.fields["enrolments"]).choices = [
            (str(key), key) for key in offered
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        item = said.get("item")
        if item == TRANSPORT:
            said["quantity"] = None
            if said.get("amount") is None and "amount" not in self.errors:
                self.add_error("amount", _("Say how many dinars each of them gets."))
        elif item:
            said["amount"] = None
            if said.get("quantity") is None and "quantity" not in self.errors:
                self.add_error("quantity", _("Say how many pieces each of them gets."))
        if item == OTHER and not said.get("name"):
            self.add_error("name", _("Say what else they received."))
        elif item != OTHER:
            said["name"] = ""
        return said


class HandoutForm(ItemForm):
    """The same, with when it was and how they confirmed it; the id makes two taps one."""

    batch = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    on_day = DayField(label=_("On which day?"), initial=timezone.localdate)
    confirmation = forms.ChoiceField(
        label=_("Confirmed by"), choices=Handout.Confirmation, widget=forms.RadioSelect
    )
    witness = forms.ModelChoiceField(
        label=_("If a witness: who?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Choose a name"),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        offered: Iterable[UUID],
        witnesses: QuerySet[User],
        on_day: date | None = None,
    ) -> None:
        super().__init__(data, offered=offered, initial={"on_day": on_day} if on_day else None)
        cast("forms.ModelChoiceField[User]", self.fields["witness"]).queryset = witnesses

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("confirmation") != WITNESS:
            said["witness"] = None
        elif said.get("witness") is None and "witness" not in self.errors:
            self.add_error("witness", _("Say who witnessed it."))
        return said

    @property
    def given(self) -> Given:
        """What each of them received."""
        said = self.cleaned_data
        witness = said["witness"]
        return Given(
            item=said["item"],
            name=said["name"],
            quantity=said["quantity"],
            amount=said["amount"],
            on_day=said["on_day"],
            confirmation=said["confirmation"],
            witness_id=witness.pk if witness else None,
        )
