"""Which children a woman brings, and who comes with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from childcare.models import PickupAuthorisation
from childcare.queries.families import KnownChild
from childcare.services.check_in import Bringer
from core.forms import LineField, NameField
from core.ids import uuid7
from core.text import fold

HERSELF, OTHER = "herself", "other"
SHORTEST = 2


class PersonSearchForm(forms.Form):
    """A part of the name of a woman who is expected today."""

    words = LineField(
        label=_("Her name, or a part of it"),
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if len(fold(words).replace(" ", "")) < SHORTEST:
            raise forms.ValidationError(_("Write at least two letters of her name."))
        return words


class TapForm(forms.Form):
    """One tap at the door; the key makes a tap that arrives twice count once."""

    key = forms.UUIDField()
    children = forms.MultipleChoiceField(choices=())

    def __init__(self, data: Mapping[str, Any], *, children: Collection[KnownChild]) -> None:
        super().__init__(data)
        choices = [(str(child.id), child.name) for child in children]
        self.fields["children"].choices = choices  # type: ignore[attr-defined]

    @property
    def child_ids(self) -> list[UUID]:
        """Whom she brings."""
        return [UUID(child) for child in self.cleaned_data["children"]]


class DoorForm(forms.Form):
    """Her children, the ones of last time ticked, and who brought them."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    children = forms.MultipleChoiceField(
        label=_("Who comes in?"),
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one child.")},
    )
    brought = forms.ChoiceField(
        label=_("Who brought them?"), choices=(), widget=forms.RadioSelect, initial=HERSELF
    )
    name = NameField(label=_("Name of who brought them"), max_length=120, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        children: Collection[KnownChild],
        offered: Collection[KnownChild],
        lines: Collection[PickupAuthorisation],
    ) -> None:
        super().__init__(data, initial={"children": [str(child.id) for child in offered]})
        choices: Any = self.fields
        choices["children"].choices = [(str(child.id), child.name) for child in children]
        choices["brought"].choices = [
            (HERSELF, _("She herself")),
            *((str(line.pk), line.name) for line in lines),
            (OTHER, _("Somebody else")),
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("brought") == OTHER and not said.get("name"):
            self.add_error("name", _("Write the name of who brought them."))
        return said

    @property
    def child_ids(self) -> list[UUID]:
        """Whom she brings."""
        return [UUID(child) for child in self.cleaned_data["children"]]

    @property
    def bringer(self) -> Bringer:
        """Who came with them."""
        brought = self.cleaned_data["brought"]
        if brought == OTHER:
            return Bringer(name=self.cleaned_data["name"])
        return Bringer() if brought == HERSELF else Bringer(line_id=UUID(brought))


class MistakeForm(forms.Form):
    """Why a check-in was a mistake; who made it a moment ago need not say."""

    reason = LineField(label=_("Why?"), max_length=300, required=False)
