"""A registration spreadsheet of the field, read row by row.

All rows are read or none; the columns for ethnicity and faith never become a value.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from core.digits import to_ascii_digits
from core.forms import DayField, NameField, PhoneField
from trainings.registration.sheet import Cells, UnreadableRows, rows_of

__all__ = ["Registered", "UnreadableRows", "read_registration"]

YEAR = re.compile(r"(19|20)\d\d")
ABOUT = re.compile(r"(?:عمرها|about)\s+(\d{1,2})(?:\s+\D*)?")
"""An age that was guessed, such as "about 54"."""

OWNERS = {
    "نفسها": "own",
    "own": "own",
    "الزوج": "husband",
    "husband": "husband",
    "الأخ": "family",
    "الأب": "family",
    "الأم": "family",
    "family": "family",
    "الجار": "neighbour",
    "الجارة": "neighbour",
    "neighbour": "neighbour",
}


@dataclass(frozen=True, slots=True)
class Registered:
    """What one row says of a woman."""

    row: int
    given: str
    father: str
    grandfather: str
    family: str
    born_on: date | None
    born_precision: str
    phone: str
    phone_owner: str
    status: str
    agreed: bool


def read_registration(file: Path, *, leave_out: Collection[int] = ()) -> list[Registered]:
    """Every woman in a spreadsheet but for rows left out; raises UnreadableRows if one is wrong."""
    read: list[Registered] = []
    wrong: list[str] = []
    for number, cells in rows_of(file):
        if number in leave_out:
            continue
        try:
            read.append(_read(number, cells))
        except ValidationError as problem:
            wrong.append(
                _("Row %(row)d: %(why)s") % {"row": number, "why": " ".join(problem.messages)}
            )
    if wrong:
        raise UnreadableRows(wrong)
    return read


def _read(number: int, cells: Cells) -> Registered:
    optional = NameField(max_length=80, required=False)
    born_on, precision = _birth(cells.get("born_on"))
    return Registered(
        row=number,
        given=_text(NameField(max_length=80), cells["given"]),
        father=_text(optional, cells.get("father")),
        grandfather=_text(optional, cells.get("grandfather")),
        family=_text(optional, cells.get("family")),
        born_on=born_on,
        born_precision=precision,
        phone=_phone(cells.get("phone")),
        phone_owner=OWNERS.get(str(cells.get("phone_owner") or "").strip().casefold(), "unknown"),
        status=_status(str(cells["status"] or "")),
        agreed=_is_yes(str(cells["consent"] or "")),
    )


def _text(field: forms.Field, cell: object) -> str:
    return str(field.clean("" if cell is None else str(cell)) or "")


def _phone(cell: object) -> str:
    # "None" is written in many ways; all of them have no digit.
    text = "" if cell is None else str(cell)
    return _text(PhoneField(required=False), text) if any(map(str.isdigit, text)) else ""


def _birth(cell: object) -> tuple[date | None, str]:
    """A day of birth and how exact it is: a day, a year, or an age that somebody guessed."""
    if isinstance(cell, datetime):
        return cell.date(), "day"
    text = to_ascii_digits("" if cell is None else str(cell)).strip()
    if not text:
        return None, ""
    if YEAR.fullmatch(text):
        return date(int(text), 1, 1), "year"
    if guessed := ABOUT.fullmatch(text):
        return date(timezone.localdate().year - int(guessed[1]), 1, 1), "estimated"
    day: date = DayField().clean(text)
    return day, "day"


def _status(text: str) -> str:
    words = text.casefold()
    if "مضيف" in words or "host" in words:
        return "host"
    if "نازح" in words or "idp" in words or "displaced" in words:
        return "idp"
    if "عائد" in words or "return" in words:
        return "idp_returnee"
    return "unknown"


def _is_yes(text: str) -> bool:
    return text.strip().casefold() in {"نعم", "yes", "y", "بەڵێ", "evet", "1", "✓"}
