"""Somebody else who takes part and is responsible for a child."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from childcare.models import Guardianship


class GuardianForm(forms.Form):
    """Whom she tapped among those found, and what she is to the child."""

    participant = forms.UUIDField(widget=forms.HiddenInput)
    relation = forms.ChoiceField(
        label=_("She is its"),
        choices=Guardianship.Relation,
        initial=Guardianship.Relation.GRANDMOTHER,
    )
