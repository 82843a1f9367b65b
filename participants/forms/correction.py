from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.digits import to_ascii_digits
from participants.forms.imports import ListPlaceForm
from participants.queries.sheet_people import (
    MOST_PEOPLE,
    offered_at,
    parts_at,
    people_at,
    rows_of,
)
from participants.sheets.writing import people_columns, write_list

if TYPE_CHECKING:
    from core.exports.contents import Tell
    from participants.models import Participant
    from programmes.models import ProjectSite


class CorrectionForm(ListPlaceForm):
    """Whose list is taken out to be corrected; of a large place, which part of them."""

    part = forms.CharField(label=gettext_lazy("Part"), required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Ask for a part where all of them do not fit into a list that can be sent back."""
        told: dict[str, Any] = super().clean() or {}
        place: ProjectSite | None = told.get("place")
        if place is None:
            return told
        number, parts = parts_at(place, self.user)
        said = to_ascii_digits(told.get("part") or "").strip()
        told["part"] = int(said) if said.isdecimal() and len(said) < 5 else 0
        if parts == 1:
            told["part"] = 1
        elif not 1 <= told["part"] <= parts:
            self._offer(parts)
            words = {"number": number, "most": MOST_PEOPLE}
            self.add_error(
                "part",
                _("%(number)d people are known here, and a list holds %(most)d. Choose a part.")
                % words,
            )
        return told

    def asked(self) -> dict[str, str]:
        """Place and part."""
        told = self.cleaned_data
        return {"place": str(told["place"].pk), "part": str(told["part"])}

    def places(self) -> list[int]:
        """Where they are."""
        return [self.cleaned_data["place"].pk]

    def about(self) -> str:
        """The place, and the part where there are several."""
        place, part = self.cleaned_data["place"], self.cleaned_data["part"]
        return str(place) if part == 1 else f"{place} · {part}"

    def contents(self) -> CorrectionList:
        """The list."""
        told = self.cleaned_data
        return CorrectionList(people_at(told["place"], self.user, told["part"]))

    def _offer(self, parts: int) -> None:
        words = _("part %(part)d of %(parts)d")
        self.fields["part"].widget = forms.Select(
            choices=[
                (str(part), words % {"part": part, "parts": parts}) for part in range(1, parts + 1)
            ]
        )


@dataclass(frozen=True, slots=True)
class CorrectionList:
    """People as a list that can be corrected and sent back.

    A workbook alone: a CSV has no answers to choose from.
    """

    listed: list[Participant]

    def count(self) -> int:
        """How many they are."""
        return len(self.listed)

    def xlsx(self, file: IO[bytes], stamp: Sequence[str], tell: Tell) -> None:
        """Write it; who took it stands at the foot of each page."""
        write_list(
            file,
            people_columns(),
            rows_of(self.listed),
            offered_at(with_identity=False),
            title=_("people")[:31],
            stamp=stamp,
        )
