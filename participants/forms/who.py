"""Who she is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import LineField, NameField
from participants.forms.birth import BirthForm, birth_of
from participants.models import Participant, Spoken

NAME = 80


class WhoForm(BirthForm):
    """Her name as it is written, in Latin letters too, her birth, languages and schooling."""

    given = NameField(
        label=_("Given name"),
        max_length=NAME,
        error_messages={"required": _("Write her given name.")},
    )
    father = NameField(label=_("Father's name"), max_length=NAME, required=False)
    grandfather = NameField(label=_("Grandfather's name"), max_length=NAME, required=False)
    family = NameField(label=_("Family name"), max_length=NAME, required=False)
    latin_name = LineField(
        label=_("Her name in Latin letters"),
        max_length=160,
        required=False,
        help_text=_("Leave it empty, and it is written for you; change it if she spells it so."),
    )
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=[choice for choice in Participant.Sex.choices if choice[0] != "u"],
        widget=forms.RadioSelect,
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages she speaks"),
        choices=Spoken,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    language = forms.ChoiceField(
        label=_("In which she likes to be spoken to"),
        choices=[("", "–"), *Spoken.choices],
        required=False,
    )
    literacy = forms.ChoiceField(
        label=_("Reading and writing"),
        choices=Participant.Literacy,
        widget=forms.RadioSelect,
        required=False,
    )

    field_order = (
        "given",
        "father",
        "grandfather",
        "family",
        "latin_name",
        "sex",
        "birth_day",
        "birth_month",
        "birth_year",
        "birth_age",
    )

    def said(self) -> dict[str, Any]:
        """What was said, by the fields of her record."""
        values = self.cleaned_data
        names = ("given", "father", "grandfather", "family", "latin_name", "language", "literacy")
        return {name: values[name] for name in (*names, "born_on", "born_precision")} | {
            "sex": values["sex"] or Participant.Sex.UNKNOWN,
            "languages": tuple(values["languages"]),
        }


def who_of(person: Participant) -> dict[str, Any]:
    """What the form shows of somebody."""
    names = (
        "given",
        "father",
        "grandfather",
        "family",
        "latin_name",
        "sex",
        "languages",
        "language",
        "literacy",
    )
    return {name: getattr(person, name) for name in names} | birth_of(person)
