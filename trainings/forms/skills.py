"""The checklist of a class as one grid: a level for each woman and skill."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from core.forms import DigitsIntegerField
from trainings.models import Enrolment, Skill
from trainings.models.skill import HIGHEST

Cell = tuple[UUID, UUID]
"""An enrolment and a skill."""


class SkillGridForm(forms.Form):
    """Levels as they are typed; `changes` are those that differ from what the page showed."""

    # What each cell held when the page was made: only what she changed is written.
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100_000)

    def __init__(
        self,
        data: Any = None,
        *,
        members: Sequence[Enrolment],
        skills: Sequence[Skill],
        levels: Mapping[Cell, int],
    ) -> None:
        self.cells: dict[str, Cell] = {
            f"{member.pk}_{skill.number}": (member.pk, skill.pk)
            for member in members
            for skill in skills
        }
        shown = {name: levels[cell] for name, cell in self.cells.items() if cell in levels}
        super().__init__(data, initial=shown | {"seen": json.dumps(shown)})
        self.rows = []
        for member in members:
            for skill in skills:
                self.fields[f"{member.pk}_{skill.number}"] = _level(member, skill)
            fields = [self[f"{member.pk}_{skill.number}"] for skill in skills]
            self.rows.append((member, list(zip(skills, fields, strict=True))))

    @property
    def changes(self) -> dict[Cell, int | None]:
        """The cells that she changed; None takes a level away."""
        seen = self._seen()
        return {
            cell: self.cleaned_data[name]
            for name, cell in self.cells.items()
            if self.cleaned_data[name] != seen.get(name)
        }

    def _seen(self) -> dict[str, Any]:
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
        except ValueError:
            return {}
        return seen if isinstance(seen, dict) else {}


def _level(member: Enrolment, skill: Skill) -> DigitsIntegerField:
    wrong = _("Write 0, 1, 2 or 3.")
    field = DigitsIntegerField(
        required=False,
        min_value=0,
        max_value=HIGHEST,
        label=f"{member.participant}: {skill}",
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )
    field.widget.attrs |= {"class": "form-control skill-level", "maxlength": 2}
    return field
