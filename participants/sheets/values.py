"""What one cell says, by the column in which it stands; the same fields read it as on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.digits import to_ascii_digits
from core.forms import LineField, NameField, PhoneField
from core.text import clean_line, fold
from participants.sheets.births import read_age, read_birth
from participants.sheets.reading import Cell
from participants.sheets.words import of_column, read_word, yes_and_no

MOST_CHILDREN = 20
LONGEST_NOTE = 60
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Lists:
    """Answers that the database keeps, by their folded names: P-codes of districts, and codes of
    `IdentityValue` by their kind."""

    districts: Mapping[str, str] = field(default_factory=dict)
    ethnicity: Mapping[str, str] = field(default_factory=dict)
    belief: Mapping[str, str] = field(default_factory=dict)


def read_value(code: str, cell: Cell, lists: Lists) -> Any:
    """What a cell says; raises ValidationError with a sentence. Nothing said is "" or None."""
    return READERS[code](cell, lists)


def text_of(cell: Cell) -> str:
    """A cell as text, a day as it is written here."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell).strip()


def quoted(text: str) -> str:
    """The beginning of what somebody wrote, fit to be shown and kept."""
    return clean_line(text[:LONGEST_NOTE]).text


class NotUnderstood(ValidationError):
    """An answer that is on no list; where nothing depends on it, it becomes a note."""


def _id(cell: Cell, lists: Lists) -> UUID | None:
    text = text_of(cell)
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise ValidationError(_("This is no id. Leave this column as it is.")) from error


def _name(max_length: int) -> Callable[[Cell, Lists], str]:
    def read(cell: Cell, lists: Lists) -> str:
        text = text_of(cell)
        if text.startswith(FORMULA):
            raise ValidationError(_("A name does not begin with “%(sign)s”.") % {"sign": text[0]})
        return str(NameField(max_length=max_length, required=False).clean(text))

    return read


def _line(max_length: int) -> Callable[[Cell, Lists], str]:
    def read(cell: Cell, lists: Lists) -> str:
        return str(LineField(max_length=max_length, required=False).clean(text_of(cell)))

    return read


def _phone(cell: Cell, lists: Lists) -> str:
    # "None" is written in many ways; all of them have no digit.
    text = text_of(cell)
    if not any(map(str.isdigit, text)):
        return ""
    return str(PhoneField(required=False).clean(text))


def _word(code: str) -> Callable[[Cell, Lists], str]:
    def read(cell: Cell, lists: Lists) -> str:
        text = text_of(cell)
        if not text:
            return ""
        found = read_word(text, of_column(code))
        if found is None:
            raise NotUnderstood(_not_on_list(text))
        return found

    return read


def _yes_or_no(cell: Cell, lists: Lists) -> bool | None:
    text = text_of(cell)
    if not text:
        return None
    said = read_word(text, yes_and_no())
    if said is None:
        raise NotUnderstood(_("Write yes or no."))
    return said == "yes"


def _listed(name: str) -> Callable[[Cell, Lists], str]:
    def read(cell: Cell, lists: Lists) -> str:
        text = text_of(cell)
        known: Mapping[str, str] = getattr(lists, name)
        if not text:
            return ""
        found = known.get(fold(text))
        if found is None:
            raise NotUnderstood(_not_on_list(text))
        return found

    return read


def _number(cell: Cell, lists: Lists) -> int:
    text = to_ascii_digits(text_of(cell))
    if not text:
        return 0
    try:
        number: int | None = forms.IntegerField(min_value=0, max_value=MOST_CHILDREN).clean(text)
    except ValidationError as error:
        raise ValidationError(
            _("Write how many in digits, from 0 to %(most)d.") % {"most": MOST_CHILDREN}
        ) from error
    return number or 0


def _not_on_list(text: str) -> str:
    return _("“%(word)s” is on no list of answers.") % {"word": quoted(text)}


READERS: dict[str, Callable[[Cell, Lists], Any]] = {
    "id": _id,
    **dict.fromkeys(("given", "father", "grandfather", "family"), _name(80)),
    "full_name": _name(320),
    "latin_name": _line(160),
    "sex": _word("sex"),
    "born_on": lambda cell, lists: read_birth(cell),
    "age": lambda cell, lists: read_age(cell),
    "phone": _phone,
    "phone_owner": _word("phone_owner"),
    "safe_to_call": _yes_or_no,
    "status": _word("status"),
    "area": _listed("districts"),
    "origin": _listed("districts"),
    "address": _line(300),
    "language": _word("language"),
    "literacy": _word("literacy"),
    "children": _number,
    "consent": _yes_or_no,
    "identity_consent": _yes_or_no,
    "ethnicity": _listed("ethnicity"),
    "belief": _listed("belief"),
}
