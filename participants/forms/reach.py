"""How to reach her."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import LineField, PhoneField
from participants.forms.areas import district_choices
from participants.models import Participant
from programmes.models import Site


class ReachForm(forms.Form):
    """Her phone, whose it is and whether it is safe to call; where she lives now."""

    phone = PhoneField(label=_("Phone"), required=False)
    phone_owner = forms.ChoiceField(
        label=_("Whose phone is it?"),
        choices=[choice for choice in Participant.PhoneOwner.choices if choice[0] != "unknown"],
        widget=forms.RadioSelect,
        required=False,
    )
    safe_to_call = forms.TypedChoiceField(
        label=_("Is it safe to call her?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    best_time = forms.ChoiceField(
        label=_("When is it best to call?"),
        choices=Participant.BestTime,
        widget=forms.RadioSelect,
        required=False,
    )
    area = forms.ChoiceField(label=_("District where she lives now"), required=False)
    address = LineField(
        label=_("Address, as somebody would find it"), max_length=300, required=False
    )

    def __init__(self, *args: Any, site: Site | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["area"]).choices = district_choices(site)

    def said(self) -> dict[str, Any]:
        """What was said, by the fields of her record."""
        said = dict(self.cleaned_data)
        # Whose nothing is, is not kept.
        said["phone_owner"] = (said["phone"] and said["phone_owner"]) or "unknown"
        return said


class ReachAgainForm(ReachForm):
    """The same for somebody known: her number is not shown, and stays unless another is written."""

    phone = PhoneField(
        label=_("Another phone number"),
        required=False,
        help_text=_("Leave it empty to keep the one that is kept."),
    )
    forget_phone = forms.BooleanField(label=_("She has no phone any more"), required=False)

    def clean(self) -> dict[str, Any]:
        """Keep, replace or forget the number, not two of these."""
        said = super().clean() or self.cleaned_data
        if said.get("phone") and said.get("forget_phone"):
            self.add_error("phone", _("Write another number or say that she has none, not both."))
        return said

    def changes(self, person: Participant) -> dict[str, Any]:
        """What becomes of the fields of her record."""
        said = super().said()
        forgets = said.pop("forget_phone")
        if not said["phone"] and not forgets:
            # The number that is kept stays, and is somebody's as before.
            said["phone"] = person.phone
            said["phone_owner"] = self.cleaned_data["phone_owner"] or person.phone_owner
        return said | {"area_id": said.pop("area") or None}


def reach_of(person: Participant) -> dict[str, Any]:
    """What the form shows of somebody; never her number."""
    safe = {True: "yes", False: "no", None: ""}[person.safe_to_call]
    return {
        "phone_owner": person.phone_owner,
        "safe_to_call": safe,
        "best_time": person.best_time,
        "area": person.area_id or "",
        "address": person.address,
    }
