"""Why somebody needs to see what is hidden."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

PHONE = [
    ("not_collected", _("Nobody has come for the child")),
    ("who_is_it", _("To ask whether it is really this person")),
    ("child_ill", _("The child is ill or hurt")),
]
BLOCKED = [
    ("at_the_door", _("The person is at the door")),
    ("guardian_asks", _("The guardian asks to change it")),
]


class RevealForm(forms.Form):
    """One of a few reasons, which is kept with the look."""

    reason = forms.ChoiceField(
        label=_("What for?"),
        choices=(),
        widget=forms.RadioSelect,
        error_messages={"required": _("Tap what you need it for.")},
    )

    def __init__(self, data: Any = None, *, is_blocked: bool) -> None:
        super().__init__(data)
        reasons: Any = self.fields["reason"]
        reasons.choices = BLOCKED if is_blocked else PHONE

    @property
    def purpose(self) -> str:
        """The reason in words of the house, as the record keeps it."""
        return str(dict(self.fields["reason"].choices)[self.cleaned_data["reason"]])  # type: ignore[attr-defined]
