"""Whom she lives with, and until when."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DayField
from participants.models import HouseholdMember


class MoveInForm(forms.Form):
    """Whom she tapped among those found, what she is there, and since when."""

    with_person = forms.UUIDField(widget=forms.HiddenInput)
    relation = forms.ChoiceField(
        label=_("What she is in this household"),
        choices=[("", "–"), *HouseholdMember.Relation.choices],
        required=False,
    )
    from_on = DayField(label=_("Since when"), initial=timezone.localdate)


class MoveOutForm(forms.Form):
    """The first day on which she does not live there any more."""

    left_on = DayField(label=_("The day on which she moved out"), initial=timezone.localdate)
