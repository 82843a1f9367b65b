"""What somebody is searched by."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import LineField
from core.text import fold

SHORTEST = 2


class PeopleSearchForm(forms.Form):
    """A part of a name in any spelling, a code, or the last digits of a phone."""

    words = LineField(
        label=_("Any part of her name, her code, or the last four digits of her phone"),
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={
            "required": _("Write a part of her name, her code, or four digits of her phone.")
        },
    )

    def clean_words(self) -> str:
        """Refuse what would find everybody."""
        words: str = self.cleaned_data["words"]
        if len(fold(words).replace(" ", "")) < SHORTEST:
            raise forms.ValidationError(_("Write at least two letters of her name."))
        return words
