"""What is asked about one person of a household."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import LineField
from core.ids import uuid7
from outreach.models import HouseholdMember
from outreach.models.words import AgeBand, GarmentKind
from participants.models import DisplacementEpisode, Participant

FIELDS = ("label", "is_head", "sex", "age_band", "status", "wants")


class MemberForm(forms.Form):
    """One line, without a name; the id makes two taps one line."""

    member_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    label = LineField(
        label=_("Who is it?"),
        max_length=40,
        help_text=_("Such as “mother” or “second son”; no name."),
    )
    is_head = forms.BooleanField(label=_("Heads the household"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=Participant.Sex, widget=forms.RadioSelect)
    age_band = forms.ChoiceField(label=_("Age"), choices=AgeBand, widget=forms.RadioSelect)
    status = forms.ChoiceField(
        label=_("Displaced or of the host community?"),
        choices=DisplacementEpisode.Status,
        initial=DisplacementEpisode.Status.UNKNOWN,
    )
    wants = forms.MultipleChoiceField(
        label=_("Needs"),
        choices=GarmentKind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, member: HouseholdMember | None = None) -> None:
        initial = {name: getattr(member, name) for name in FIELDS} if member else {}
        super().__init__(data, initial=initial)

    @property
    def said(self) -> dict[str, Any]:
        """What the line says, without its id."""
        return {name: self.cleaned_data[name] for name in FIELDS}
