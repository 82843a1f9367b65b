"""What somebody decides of each woman when a cohort is closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.text import capfirst
from trainings.models import Completion
from trainings.services.closing import Decision, Proposal


class ClosingForm(forms.Form):
    """An outcome for each woman, proposed or decided before, and why where it differs."""

    def __init__(self, data: Any = None, *, proposals: Sequence[Proposal]) -> None:
        super().__init__(data)
        self.proposals = proposals
        self.rows = []
        for one in proposals:
            key, name = one.enrolment.pk, one.enrolment.participant
            chosen = one.decided.outcome if one.decided else one.outcome
            self.fields[f"outcome_{key}"] = forms.ChoiceField(
                choices=_begun(Completion.Outcome),
                initial=chosen,
                label=_("Decision of %(name)s") % {"name": name},
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.fields[f"reason_{key}"] = forms.ChoiceField(
                choices=[("", _("as proposed")), *_begun(Completion.Reason)],
                initial=one.decided.reason if one.decided else "",
                required=False,
                label=_("Why it differs, %(name)s") % {"name": name},
                widget=forms.Select(attrs={"class": "form-select"}),
            )
            self.rows.append((one, self[f"outcome_{key}"], self[f"reason_{key}"]))

    @property
    def decisions(self) -> dict[UUID, Decision]:
        """What was chosen of everybody."""
        return {
            one.enrolment.pk: Decision(
                self.cleaned_data[f"outcome_{one.enrolment.pk}"],
                self.cleaned_data[f"reason_{one.enrolment.pk}"],
            )
            for one in self.proposals
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for one in self.proposals:
            key = one.enrolment.pk
            outcome = values.get(f"outcome_{key}")
            if outcome and outcome != one.outcome and not values.get(f"reason_{key}"):
                self.add_error(f"reason_{key}", _("Say why you decide otherwise than proposed."))
        return values


def _begun(words: type[TextChoices]) -> list[tuple[str, str]]:
    return [(one.value, capfirst(one.label)) for one in words]
