"""What is said of two records that may be one woman."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.models import DuplicateCandidate, Participant

FIRST, SECOND = "first", "second"


class VerdictForm(forms.Form):
    """One woman, under the first record or the second; two women; or not sure."""

    verdict = forms.ChoiceField(
        label=_("Are they one woman?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether they are one woman or two.")},
    )

    def __init__(self, *args: Any, pair: DuplicateCandidate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair = pair
        cast(forms.ChoiceField, self.fields["verdict"]).choices = [
            (FIRST, _("One woman: the first record stands for her")),
            (SECOND, _("One woman: the second record stands for her")),
            (DuplicateCandidate.Verdict.DIFFERENT.value, _("Two women")),
            (DuplicateCandidate.Verdict.UNSURE.value, _("Not sure yet")),
        ]

    @property
    def survivor(self) -> Participant | None:
        """The record that stands for her; None where they are not one woman."""
        chosen = {FIRST: self.pair.one, SECOND: self.pair.other}
        return chosen.get(self.cleaned_data["verdict"])
