"""What is asked about a call to a woman who was missed."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.forms import DayField
from core.ids import uuid7
from core.text import capfirst
from trainings.models import Call, FollowUp

Outcome, Result = Call.Outcome, FollowUp.Result
REACHED: Final = (Result.WILL_RETURN, Result.NEEDS_SUPPORT, Result.LEFT, Result.DO_NOT_CONTACT)
ANSWERS: Final = tuple(
    (answer.value, capfirst(answer.label))
    for answer in (Outcome.NO_ANSWER, Outcome.FAMILY, Outcome.WRONG_NUMBER, *REACHED)
)


def _begun(words: type[models.TextChoices]) -> list[tuple[str, str]]:
    """Choices whose words stand inside sentences elsewhere, as words of their own."""
    return [(one.value, capfirst(one.label)) for one in words]


class CallForm(forms.Form):
    """One attempt: what came of it, and how and when it was made.

    An answer is an outcome, after which she is tried again, or a result, which closes it.
    """

    call_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    answer = forms.ChoiceField(
        label=_("What came of it?"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Tap what came of it first.")},
    )
    support = forms.ChoiceField(
        label=_("What does she need?"),
        choices=_begun(FollowUp.Support),
        required=False,
        widget=forms.RadioSelect,
    )
    leaving = forms.ChoiceField(
        label=_("Why does she not come any more?"),
        choices=_begun(FollowUp.Leaving),
        required=False,
        widget=forms.RadioSelect,
    )
    channel = forms.ChoiceField(
        label=_("How?"),
        choices=_begun(Call.Channel),
        initial=Call.Channel.CALL,
        widget=forms.RadioSelect,
    )
    made_on = DayField(label=_("On which day?"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"made_on": today})
        self.fields["made_on"].widget.attrs["class"] = "form-control"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        answer = values.get("answer")
        if answer == Result.NEEDS_SUPPORT and not values.get("support"):
            self.add_error("support", _("Tap what she needs."))
        if answer == Result.LEFT and not values.get("leaving"):
            self.add_error("leaving", _("Tap why; one of the answers is that she does not say."))
        # What was tapped before she thought better of it says nothing.
        if answer != Result.NEEDS_SUPPORT:
            values["support"] = ""
        if answer != Result.LEFT:
            values["leaving"] = ""
        return values

    @property
    def outcome(self) -> str:
        """Whether somebody was reached."""
        answer: str = self.cleaned_data["answer"]
        return Outcome.REACHED if answer in REACHED else answer

    @property
    def result(self) -> str:
        """What closes the follow-up; empty where she is to be tried again."""
        answer: str = self.cleaned_data["answer"]
        return answer if answer in REACHED else ""
