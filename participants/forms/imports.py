"""A list of people: the file, and which of its columns means what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import Permission
from participants.models import ImportRow
from participants.sheets.columns import IDENTITY, LABELS, NEEDED
from participants.sheets.matching import Matching, heading_of, letter
from participants.sheets.outcome import Said
from participants.sheets.reading import Line
from participants.sheets.values import quoted, text_of
from programmes.models import ProjectSite

if TYPE_CHECKING:
    from accounts.models import User

SAMPLES = 3


class ListPlaceForm(forms.Form):
    """Where a list is from: one of the places where she registers people."""

    place = forms.ModelChoiceField(label=gettext_lazy("Place"), queryset=ProjectSite.objects.none())

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        place = cast("forms.ModelChoiceField[ProjectSite]", self.fields["place"])
        places = ProjectSite.objects.select_related("project", "site")
        place.queryset = places.filter(pk__in=user.scope.where(Permission.PARTICIPANT_ADD))
        self.only = list(place.queryset[:2])
        self.asks_identity = place.queryset.filter(site__collects_identity=True).exists
        if len(self.only) == 1:
            place.initial = self.only[0]
            place.widget = forms.HiddenInput()


class ListForm(ListPlaceForm):
    """A list as an office has it."""

    file = forms.FileField(
        label=gettext_lazy("The list (.xlsx, .xls, .ods or .csv)"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.tsv,.txt"}),
        error_messages={
            "required": gettext_lazy("Choose the file with the list."),
            "missing": gettext_lazy("Choose the file with the list."),
            "invalid": gettext_lazy("Choose the file with the list."),
        },
    )


@dataclass(frozen=True, slots=True)
class ColumnQuestion:
    """A column of the file: its letter, what stands above and in it, and what it may mean."""

    letter: str
    heading: str
    samples: list[str]
    field: forms.BoundField


class ColumnsForm(forms.Form):
    """What each column means; one meaning for one column."""

    def __init__(
        self, *args: Any, lines: Sequence[Line], matching: Matching, asks_identity: bool, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.lines, self.matching = lines, matching
        left_out = frozenset() if asks_identity else IDENTITY | {"identity_consent"}
        choices = [("", _("– not read –"))]
        choices += [(code, str(label)) for code, label in LABELS.items() if code not in left_out]
        self.places = range(max((len(line.cells) for line in lines), default=0))
        for place in self.places:
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=_("Column %(letter)s") % {"letter": letter(place)},
                choices=choices,
                required=False,
                initial=matching.columns.get(place, ""),
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    @property
    def questions(self) -> list[ColumnQuestion]:
        """Every column with its first cells, but for what they told of their community."""
        people = [line for line in self.lines if line.number >= self.matching.first]
        return [
            ColumnQuestion(
                letter(place),
                heading_of(self.lines, self.matching, place),
                []
                if self.matching.columns.get(place) in IDENTITY
                else [quoted(text_of(cell)) for cell in _first_cells(people, place)],
                self[f"column_{place}"],
            )
            for place in self.places
        ]

    @property
    def columns(self) -> dict[int, str]:
        """What was chosen, from places to codes."""
        return {place: self.cleaned_data[f"column_{place}"] for place in self.places}

    def clean(self) -> dict[str, Any]:
        """One column a meaning; who a row is about and whether she agrees have to be told."""
        said = super().clean() or self.cleaned_data
        chosen = [code for code in self.cleaned_data.values() if code]
        for code, times in Counter(chosen).items():
            if times > 1:
                places = [place for place in self.places if self._says(place) == code]
                self.add_error(
                    f"column_{places[1]}",
                    _("“%(column)s” is chosen for two columns. Choose one of them.")
                    % {"column": LABELS[code]},
                )
        if "id" not in chosen and not self.errors:
            if "given" not in chosen and "full_name" not in chosen:
                self.add_error(None, _("Say which column holds the given name or the full name."))
            if NEEDED not in chosen:
                self.add_error(
                    None,
                    _(
                        "Say which column holds whether she agrees. Without her word nothing of "
                        "her is kept."
                    ),
                )
        return said

    def _says(self, place: int) -> str:
        return str(self.cleaned_data.get(f"column_{place}") or "")


def choices_in(data: Any) -> dict[int, Said]:
    """What was said of who is known, by the numbers of rows; what is strange is left out."""
    found = {}
    for name, value in data.items():
        word, _sign, number = name.partition("_")
        is_row = number.isascii() and number.isdecimal() and len(number) < 8
        said = _said(value)
        if word == "choice" and is_row and said is not None:
            found[int(number)] = said
    return found


def _said(value: str) -> Said | None:
    if value in ImportRow.Choice.values:
        return Said(value)
    try:
        return Said(ImportRow.Choice.SAME, UUID(value))
    except ValueError:
        return None


def _first_cells(lines: Sequence[Line], place: int) -> list[Any]:
    return [cell for line in lines if (cell := line.at(place)) is not None][:SAMPLES]
