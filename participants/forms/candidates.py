"""Women who are known already and may be the one who is being registered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.phones import masked_phone
from participants.models import DuplicateCandidate, Participant
from participants.queries.duplicates import Likely

Verdict = DuplicateCandidate.Verdict
ANSWERS = [
    (Verdict.SAME.value, _("The same woman")),
    (Verdict.DIFFERENT.value, _("Another woman")),
    (Verdict.UNSURE.value, _("Not sure")),
]


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of one of them: enough to tell, and no number to call."""

    person: Participant
    reasons: list[str]
    phone: str
    field: forms.BoundField


class CandidatesForm(forms.Form):
    """The same, another, or not sure, for each of them; nobody is registered before."""

    def __init__(self, data: Any = None, *, likely: Sequence[Likely]) -> None:
        super().__init__(data)
        self.likely = likely
        for found in likely:
            self.fields[_name(found.person.pk)] = forms.ChoiceField(
                label=str(found.person),
                choices=ANSWERS,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Somebody like her is known already. Say whether it is she.")
                },
            )

    @property
    def cards(self) -> list[Card]:
        """Each of them with why she may be the one."""
        return [
            Card(
                found.person,
                reason_texts(found.reasons, found.years_apart),
                masked_phone(found.person.phone),
                self[_name(found.person.pk)],
            )
            for found in self.likely
        ]

    @property
    def verdicts(self) -> dict[UUID, str]:
        """What was said of each."""
        return {found.person.pk: self.cleaned_data[_name(found.person.pk)] for found in self.likely}

    @property
    def same(self) -> Participant | None:
        """The one who is the same woman, if there is any."""
        verdicts = self.verdicts
        same = (one.person for one in self.likely if verdicts[one.person.pk] == Verdict.SAME)
        return next(same, None)


def reason_texts(reasons: Sequence[str], years_apart: int | None) -> list[str]:
    """Why two look alike, in words."""
    labels = {code: str(label) for code, label in DuplicateCandidate.Reason.choices}
    if years_apart:
        labels[DuplicateCandidate.Reason.BIRTH_NEAR] = ngettext(
            "birth year differs by %(number)s",
            "birth year differs by %(number)s",
            years_apart,
        ) % {"number": years_apart}
    return [labels[reason] for reason in reasons if reason in labels]


def _name(person_id: UUID) -> str:
    return f"same_{person_id.hex}"
