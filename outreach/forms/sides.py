"""How a project counts each status."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.text import capfirst
from outreach.assignment.sides import Sides
from outreach.models.words import SideWord
from participants.models import DisplacementEpisode


class SidesForm(forms.Form):
    """One choice for every status."""

    def __init__(self, data: Any = None, *, sides: Sides) -> None:
        super().__init__(data)
        for status in DisplacementEpisode.Status:
            self.fields[status.value] = forms.ChoiceField(
                label=capfirst(status.label),
                choices=[*SideWord.choices, ("", _("has to be resolved first"))],
                initial=sides.get(status.value, ""),
                required=False,
            )
