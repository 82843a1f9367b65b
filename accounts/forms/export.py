from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.file_kinds import Kind
from accounts.models import Export
from core.ids import uuid7


class TakeForm(forms.Form):
    """What every file is asked: its format, and of one with names what it is for.

    The key is made with the page, so that a form that is sent twice asks for one file.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    format = forms.ChoiceField(label=_("Format"), widget=forms.RadioSelect)
    purpose = forms.CharField(
        label=_("What it is for"),
        min_length=5,
        max_length=200,
        help_text=_("It is kept with your name, and stands in the file. Write nobody's name here."),
        error_messages={"required": _("Say what a file with names is for.")},
    )

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        formats = [one for one in Export.Format.choices if one[0] in kind.formats]
        self.fields["format"].choices = formats  # type: ignore[attr-defined]
        self.initial["format"] = formats[0][0]
        if not kind.has_names:
            del self.fields["purpose"]
