"""A birth date as people know it: a day, a month, a year, or "about 35"."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DigitsIntegerField
from participants.models import Participant

OLDEST = 110
INVALID = {"invalid": _("Write numbers only.")}

Precision = Participant.Precision


class BirthForm(forms.Form):
    """Day, month and year, as much of it as she knows; or about how old she is."""

    birth_day = DigitsIntegerField(
        label=_("Day"),
        required=False,
        min_value=1,
        max_value=31,
        error_messages=INVALID
        | dict.fromkeys(("min_value", "max_value"), _("A day is a number from 1 to 31.")),
    )
    birth_month = DigitsIntegerField(
        label=_("Month"),
        required=False,
        min_value=1,
        max_value=12,
        error_messages=INVALID
        | dict.fromkeys(("min_value", "max_value"), _("A month is a number from 1 to 12.")),
    )
    birth_year = DigitsIntegerField(
        label=_("Year"),
        required=False,
        error_messages=INVALID
        | dict.fromkeys(("min_value", "max_value"), _("Write the year with four digits.")),
    )
    birth_age = DigitsIntegerField(
        label=_("or about how old, in years"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        error_messages=INVALID
        | dict.fromkeys(("min_value", "max_value"), _("An age is a number from 0 to 110.")),
    )

    def clean(self) -> dict[str, Any]:
        """Bring the parts together as a day and how exact it is."""
        said = super().clean() or self.cleaned_data
        said["born_on"], said["born_precision"] = None, ""
        if any(name in self.errors for name in ("birth_day", "birth_month", "birth_year")):
            return said
        day, month, year = (said.get(f"birth_{part}") for part in ("day", "month", "year"))
        age = said.get("birth_age")
        if age is not None and (day, month, year) != (None, None, None):
            self.add_error(
                "birth_age", _("Write her birth date or about how old she is, not both.")
            )
        elif age is not None:
            said["born_on"] = date(timezone.localdate().year - age, 1, 1)
            said["born_precision"] = Precision.ESTIMATED
        elif problem := self._problem(day, month, year):
            self.add_error(*problem)
        elif year is not None:
            self._keep(said, day, month, year)
        return said

    def _problem(self, day: Any, month: Any, year: Any) -> tuple[str, Any] | None:
        """The first part that is missing or cannot be."""
        today = timezone.localdate()
        if day is not None and month is None:
            return "birth_month", _("Write the month too, or leave the day empty.")
        if month is not None and year is None:
            return "birth_year", _("Write the year too.")
        if year is not None and not today.year - OLDEST <= year <= today.year:
            return "birth_year", _("This cannot be the year in which she was born.")
        return None

    def _keep(self, said: dict[str, Any], day: int | None, month: int | None, year: int) -> None:
        try:
            born_on = date(year, month or 1, day or 1)
        except ValueError:
            self.add_error("birth_day", _("This month has no such day."))
            return
        if born_on > timezone.localdate():
            self.add_error("birth_day" if day else "birth_month", _("This day is still to come."))
            return
        said["born_on"] = born_on
        said["born_precision"] = (
            Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
        )


def birth_of(person: Participant) -> dict[str, int]:
    """What the form shows of a birth date that is kept."""
    born, precision = person.born_on, person.born_precision
    if born is None:
        return {}
    if precision == Precision.ESTIMATED:
        return {"birth_age": timezone.localdate().year - born.year}
    said = {"birth_year": born.year}
    if precision != Precision.YEAR:
        said["birth_month"] = born.month
    if precision == Precision.DAY:
        said["birth_day"] = born.day
    return said
