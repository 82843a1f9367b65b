"""What is asked about a child, and about who may collect it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from childcare.models import Child, Guardianship
from childcare.services.children import About
from childcare.services.pickup import Person
from core.forms import DayField, DigitsIntegerField, LineField, NameField, PhoneField
from core.ids import uuid7
from participants.models import Participant

OF_AGE = 18
HALF_A_YEAR = timedelta(days=182)
ONE_DAY = timedelta(days=1)


class ChildForm(forms.Form):
    """A child: the day it was born, or about how old it is."""

    name = NameField(label=_("Name of the child"), max_length=120)
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=[("f", _("girl")), ("m", _("boy"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Tap girl or boy.")},
    )
    born_on = DayField(label=_("Born on"), required=False)
    years = DigitsIntegerField(
        label=_("or about how old, in years"),
        min_value=0,
        max_value=OF_AGE - 1,
        required=False,
        help_text=_("For a baby under one year write 0."),
    )
    allergies = LineField(label=_("Allergies"), max_length=300, required=False)
    medicine = LineField(label=_("Medicine"), max_length=300, required=False)
    notes = LineField(
        label=_("What the carers should know"),
        max_length=500,
        required=False,
        help_text=_("What calms it, what it fears, which language it speaks."),
    )

    def clean_born_on(self) -> date | None:
        born_on: date | None = self.cleaned_data["born_on"]
        today = timezone.localdate()
        if born_on and born_on > today:
            raise forms.ValidationError(_("This day has not come yet."))
        if born_on and born_on.year < today.year - OF_AGE:
            raise forms.ValidationError(_("Only children under 18 come to the playroom."))
        return born_on

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        unsaid = said.get("born_on") is None and said.get("years") is None
        if unsaid and not {"born_on", "years"} & self.errors.keys():
            self.add_error("born_on", _("Write the day of birth, or about how old it is."))
        return said

    @property
    def about(self) -> About:
        """What was said, as the service takes it."""
        said = self.cleaned_data
        born_on, precision = said["born_on"], Child.Precision.DAY
        if born_on is None:
            born_on, precision = born_about(said["years"]), Child.Precision.ESTIMATED
        return About(
            name=said["name"],
            sex=said["sex"],
            born_on=born_on,
            born_precision=precision,
            allergies=said["allergies"],
            medicine=said["medicine"],
            notes=said["notes"],
        )

    @staticmethod
    def initial_of(child: Child) -> dict[str, Any]:
        """What is known of a child, to be changed."""
        known = {
            "name": child.name,
            "sex": child.sex if child.sex != Participant.Sex.UNKNOWN else None,
            "allergies": child.allergies,
            "medicine": child.medicine,
            "notes": child.notes,
        }
        if child.born_precision == Child.Precision.DAY:
            return known | {"born_on": child.born_on}
        return known | {"years": child.age_on(timezone.localdate())}


def born_about(years: int) -> date:
    """A birthday half a year back from one's birthday: the middle of what an age can mean."""
    today = timezone.localdate()
    try:
        birthday = today.replace(year=today.year - years)
    except ValueError:  # on the 29th of February
        birthday = today.replace(year=today.year - years, day=28)
    return birthday - HALF_A_YEAR


class NewChildForm(ChildForm):
    """A child that is not known yet; the id makes a form sent twice one child."""

    child_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    relation = forms.ChoiceField(label=_("She is its"), choices=Guardianship.Relation)
    agreed = forms.BooleanField(
        label=_(
            "She agreed, before me, that we look after the child and write down what stands here"
        ),
        error_messages={"required": _("Without her yes the child is not written down.")},
    )


class PersonForm(forms.Form):
    """Somebody who comes for children; the key makes a form sent twice one line."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    name = NameField(label=_("Name"), max_length=120)
    relation = LineField(label=_("Relation to the child"), max_length=60, required=False)
    siblings = forms.BooleanField(
        label=_("The same for all of her children"), required=False, initial=True
    )

    @property
    def person(self) -> Person:
        """Who was named."""
        said = self.cleaned_data
        return Person(said["name"], said["relation"], said.get("phone", ""))


class PickupForm(PersonForm):
    """Somebody who may collect, on some days or on all."""

    phone = PhoneField(label=_("Phone"), required=False)
    from_on = DayField(label=_("From"), initial=timezone.localdate)
    last_day = DayField(
        label=_("Last day"), required=False, help_text=_("Leave empty when it has no end.")
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.get("from_on"), said.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is not before the first."))
        return said

    @property
    def to_on(self) -> date | None:
        """The day on which it does not hold any more."""
        last: date | None = self.cleaned_data["last_day"]
        return last + ONE_DAY if last else None


class BlockForm(PersonForm):
    """Somebody who must not collect."""

    reason = LineField(
        label=_("Why?"),
        max_length=500,
        help_text=_("Confidential: only a manager can read it, and it is noted that she did."),
    )
