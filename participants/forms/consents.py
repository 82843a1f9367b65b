"""What she agrees to, purpose by purpose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import NameField
from participants.details import Decision
from participants.models import Consent, ConsentText, Purpose
from participants.queries.consents import Words
from participants.services.consents import latest_texts

AGREED, REFUSED = Consent.Decision.AGREED, Consent.Decision.REFUSED
WITHDRAWN = Consent.Decision.WITHDRAWN
ANSWERS = [(AGREED.value, _("Yes")), (REFUSED.value, _("No"))]


@dataclass(frozen=True, slots=True)
class Question:
    """A purpose with the text that is read to her, and the field for her answer."""

    text: ConsentText
    field: forms.BoundField


class ConsentForm(forms.Form):
    """Yes or no to each purpose, how she said it, and who decides for an under-18.

    `purposes` are those that are asked; `is_minor` may be told later, once her birth is known.
    """

    how = forms.ChoiceField(
        label=_("How did she decide?"),
        choices=Consent.How,
        widget=forms.RadioSelect,
        required=False,
    )
    guardian = NameField(label=_("Name of her guardian"), max_length=120, required=False)
    assent = forms.ChoiceField(
        label=_("Does she agree herself to what her guardian agreed to?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        required=False,
    )

    is_minor = False

    def __init__(self, *args: Any, purposes: Iterable[str] = Purpose.values, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = set(purposes)
        self.texts = {text.purpose: text for text in latest_texts(sorted(asked))}
        for purpose in Purpose:
            if purpose in self.texts:
                self.fields[f"consent_{purpose}"] = forms.ChoiceField(
                    label=purpose.label, choices=ANSWERS, widget=forms.RadioSelect, required=False
                )
        first = [f"consent_{purpose}" for purpose in Purpose]
        self.order_fields([*first, "how", "guardian", "assent"])

    @property
    def questions(self) -> list[Question]:
        """Every purpose that is asked, in the order of the list."""
        return [Question(text, self[f"consent_{purpose}"]) for purpose, text in self._in_order()]

    def check(self, *, is_minor: bool) -> None:
        """Ask for what decisions need: how, and for an under-18 her guardian and herself."""
        self.is_minor = is_minor
        said = self.cleaned_data
        if not self._answers():
            return
        if not said.get("how") and "how" not in self.errors:
            self.add_error("how", _("Say how she decided."))
        # A no needs nobody else; a yes for an under-18 is two people's.
        if not is_minor or AGREED not in self._answers().values():
            return
        if not said.get("guardian") and "guardian" not in self.errors:
            self.add_error("guardian", _("She is under 18: write who her guardian is."))
        if not said.get("assent") and "assent" not in self.errors:
            self.add_error("assent", _("She is under 18: say whether she agrees herself."))

    def decisions(self) -> tuple[Decision, ...]:
        """Her decisions; for an under-18 her guardian's, and her own beside them."""
        how, guardian = self.cleaned_data["how"], self.cleaned_data["guardian"]
        answers = self._answers()
        if not self.is_minor:
            return tuple(Decision(purpose, said, how) for purpose, said in answers.items())
        assents = self.cleaned_data["assent"] == "yes"
        by_herself = [
            Decision(purpose, REFUSED if said == AGREED and not assents else said, how)
            for purpose, said in answers.items()
        ]
        by_guardian = [
            Decision(purpose, said, how, Consent.GivenBy.GUARDIAN, guardian)
            for purpose, said in answers.items()
            if guardian
        ]
        return (*by_guardian, *by_herself)

    def answer(self, purpose: str) -> str:
        """The answer on one purpose, or nothing."""
        return str(self.cleaned_data.get(f"consent_{purpose}") or "")

    def _answers(self) -> Mapping[str, str]:
        said = {purpose: self.answer(purpose) for purpose, _text in self._in_order()}
        return {purpose: answer for purpose, answer in said.items() if answer}

    def _in_order(self) -> list[tuple[str, ConsentText]]:
        return [(purpose, self.texts[purpose]) for purpose in Purpose if purpose in self.texts]


class ConsentAgainForm(ConsentForm):
    """The same for somebody known: a purpose that is agreed to can be withdrawn.

    `words` are her last ones; what is left untouched stays as it is.
    """

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for purpose in self.texts:
            if words.she_agrees_to(purpose):
                field = cast(forms.ChoiceField, self.fields[f"consent_{purpose}"])
                field.choices = [(WITHDRAWN.value, _("She takes it back"))]

    def clean(self) -> dict[str, Any]:
        """At least one decision, or there is nothing to keep."""
        said = super().clean() or self.cleaned_data
        if not self._answers() and not self.errors:
            first, _text = self._in_order()[0]
            self.add_error(f"consent_{first}", _("Choose at least one decision."))
        return said
