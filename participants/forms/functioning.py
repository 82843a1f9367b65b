"""The Washington Group Short Set on Functioning, its questions and answers unmodified.

https://www.washingtongroup-disability.com/question-sets/wg-short-set-on-functioning-wg-ss/
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.models import Difficulty, Participant
from participants.models.functioning import QUESTIONS

INTRODUCTION = _(
    "The next questions ask about difficulties you may have doing certain activities because of "
    "a health problem."
)
WORDS = {
    "seeing": _("Do you have difficulty seeing, even if wearing glasses?"),
    "hearing": _("Do you have difficulty hearing, even if using a hearing aid?"),
    "walking": _("Do you have difficulty walking or climbing steps?"),
    "remembering": _("Do you have difficulty remembering or concentrating?"),
    "self_care": _("Do you have difficulty (with self-care such as) washing all over or dressing?"),
    "communicating": _(
        "Using your usual (customary) language, do you have difficulty communicating, for "
        "example understanding or being understood?"
    ),
}


class FunctioningForm(forms.Form):
    """Six questions, each with the same four answers; none has to be answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:
            self.fields[f"wg_{question}"] = forms.TypedChoiceField(
                label=WORDS[question],
                choices=Difficulty,
                coerce=int,
                empty_value=None,
                widget=forms.RadioSelect,
                required=False,
            )

    def said(self) -> dict[str, int]:
        """The questions that were answered."""
        answers = {name.removeprefix("wg_"): said for name, said in self.cleaned_data.items()}
        return {question: said for question, said in answers.items() if said is not None}


def functioning_of(person: Participant) -> dict[str, Any]:
    """What the form shows of somebody."""
    kept = getattr(person, "functioning", None)
    return {f"wg_{question}": getattr(kept, question) for question in QUESTIONS} if kept else {}
