"""A birth as lists tell it: a day, a month, a year, an age, or a guess at one of them."""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.digits import to_ascii_digits
from core.forms import DayField
from participants.models import Participant
from participants.sheets.reading import Cell

OLDEST = 110
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = re.compile(r"(\d{1,2})\s*[/.\-]\s*((?:19|20)\d\d)")
_NUMBER = re.compile(r"\d+")
_GUESSED = re.compile(
    r"~|تقريب|حوالي|نحو|about|approx|circa|around|نزیکە|نزیکەی|yaklaşık|civarı", re.IGNORECASE
)
_AGE = re.compile(r"عمر|سنة|سنوات|عام|years?|aged?|old|تەمەن|ساڵ|yaş|yıl", re.IGNORECASE)

Birth = tuple[date | None, str]
Precision = Participant.Precision


def read_birth(cell: Cell) -> Birth:
    """A birth and how exact it is, by the codes of `Participant.Precision`; nothing for nothing."""
    if isinstance(cell, date):
        return _checked(cell, Precision.DAY)
    text = to_ascii_digits("" if cell is None else str(cell)).strip()
    if not text:
        return None, ""
    if found := _MONTH.fullmatch(text):
        return _checked(_first(int(found[2]), int(found[1])), Precision.MONTH)
    numbers = _NUMBER.findall(text)
    guessed = bool(_GUESSED.search(text))
    if len(numbers) == 1 and (_YEAR.fullmatch(numbers[0])):
        return _checked(
            date(int(numbers[0]), 1, 1), Precision.ESTIMATED if guessed else Precision.YEAR
        )
    # An age is told by its words, or stands alone.
    if len(numbers) == 1 and (guessed or _AGE.search(text) or text == numbers[0]):
        return read_age(numbers[0])
    day: date = DayField().clean(text)
    return _checked(day, Precision.DAY)


def read_age(cell: Cell) -> Birth:
    """The year of birth of who is about so old today; nothing for nothing."""
    text = to_ascii_digits("" if cell is None else str(cell)).strip()
    if not text:
        return None, ""
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1 or not 0 <= int(numbers[0][:4]) <= OLDEST:
        raise ValidationError(_("An age is a number from 0 to 110."))
    return date(timezone.localdate().year - int(numbers[0]), 1, 1), Precision.ESTIMATED


def birth_text(born_on: date | None, precision: str) -> str:
    """A birth as `read_birth` reads it again, whatever the day on which it does."""
    if born_on is None:
        return ""
    if precision == Precision.DAY:
        return f"{born_on:%d/%m/%Y}"
    if precision == Precision.MONTH:
        return f"{born_on:%m/%Y}"
    return f"~{born_on.year}" if precision == Precision.ESTIMATED else str(born_on.year)


def _first(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValidationError(_("A month is a number from 1 to 12."))
    return date(year, month, 1)


def _checked(born_on: date, precision: str) -> Birth:
    today = timezone.localdate()
    if born_on > today:
        raise ValidationError(_("This day is still to come."))
    if born_on.year < today.year - OLDEST:
        raise ValidationError(_("This cannot be the year in which she was born."))
    return born_on, precision
