"""A registration spreadsheet of the field, read row by row.

The columns for ethnicity and faith are skipped: they are never read into a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from core.digits import to_ascii_digits
from core.forms import DayField, NameField, PhoneField

FIRST_ROW = 5
MOST_ROWS = 2000
MOST_BYTES = 5 * 1024 * 1024
# A to H and L to N; I and J are ethnicity and faith, K the district.
COLUMNS = {
    "given": 0,
    "father": 1,
    "grandfather": 2,
    "family": 3,
    "born_on": 4,
    "phone": 5,
    "phone_owner": 6,
    "status": 7,
    "consent": 13,
}

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


class UnreadableRows(Exception):
    """Rows that cannot be taken; `sentences` say which and why."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def read_registration(file: Path) -> list[Registered]:
    """Every woman in a spreadsheet; raises UnreadableRows when one row is wrong."""
    if file.stat().st_size > MOST_BYTES:
        raise UnreadableRows([_("The file is larger than 5 MB.")])
    read: list[Registered] = []
    wrong: list[str] = []
    for number, cells in _rows(file):
        if number >= FIRST_ROW + MOST_ROWS:
            raise UnreadableRows([_("The file has more than %(most)d rows.") % {"most": MOST_ROWS}])
        try:
            read.append(_read(number, cells))
        except ValidationError as problem:
            wrong.append(
                _("Row %(row)d: %(why)s") % {"row": number, "why": " ".join(problem.messages)}
            )
    if wrong:
        raise UnreadableRows(wrong)
    return read


def _rows(file: Path) -> Iterator[tuple[int, dict[str, object]]]:
    book = load_workbook(file, read_only=True, data_only=True)
    sheet = book.worksheets[0]
    for number, row in enumerate(sheet.iter_rows(min_row=FIRST_ROW, values_only=True), FIRST_ROW):
        cells: dict[str, object] = {
            name: row[at] if at < len(row) else None for name, at in COLUMNS.items()
        }
        if cells["given"]:
            yield number, cells
    book.close()


def _read(number: int, cells: dict[str, object]) -> Registered:
    optional = NameField(max_length=80, required=False)
    born_on, precision = _birth(cells["born_on"])
    return Registered(
        row=number,
        given=_text(NameField(max_length=80), cells["given"]),
        father=_text(optional, cells["father"]),
        grandfather=_text(optional, cells["grandfather"]),
        family=_text(optional, cells["family"]),
        born_on=born_on,
        born_precision=precision,
        phone=_phone(cells["phone"]),
        phone_owner=OWNERS.get(str(cells["phone_owner"] or "").strip().casefold(), "unknown"),
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
