"""A row becomes what it says of a woman, with everything that is wrong in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.births import is_minor_at
from participants.sheets.columns import IDENTITY, LABELS
from participants.sheets.matching import Matching
from participants.sheets.reading import Line
from participants.sheets.values import Lists, NotUnderstood, quoted, read_value, text_of

NOTED = frozenset({"phone_owner", "safe_to_call", "area", "origin", "language", "literacy", "sex"})
"""What is not understood here is kept as a note, since nothing else depends on it."""

MOST_NOTED = 500
# عبد الله, Abd al-Rahman and أبو بكر are one name, however many words they are.
_JOINED = re.compile(r"(?i)\b(عبد|عەبد|أبو|ابو|أم|ام|abd|abdul|abu|um|umm|al|el)\s+(?=\S)")
_JOINT = "\u2060"


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something in a row that cannot stay so; `column` is its code."""

    column: str
    message: str


@dataclass(frozen=True, slots=True)
class SheetPerson:
    """What a row says: values by the codes of its columns, what is wrong, and what to complete.

    A column that says nothing is in `values` with its empty value; one that the sheet does not
    have is not. `born_on` and `born_precision` come from the age where that is told.
    """

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    wrong: tuple[Wrong, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def person_id(self) -> UUID | None:
        """Whose row it is, in a file that we wrote."""
        found: UUID | None = self.values.get("id")
        return found

    @property
    def agrees(self) -> bool | None:
        """Whether she agrees to take part and that her data is kept; None where nothing is said."""
        said: bool | None = self.values.get("consent")
        return said

    @property
    def to_complete(self) -> str:
        """What has still to be asked, in one text."""
        return "; ".join(self.notes)[:MOST_NOTED]


def read_person(line: Line, matching: Matching, lists: Lists, today: date) -> SheetPerson:
    """Read every column of a row that has a meaning; who has an id need not say the rest."""
    values: dict[str, Any] = {}
    wrong: list[Wrong] = []
    notes: list[str] = []
    keeps_identity = _keeps_identity(line, matching, lists)
    for place, code in matching.columns.items():
        if code in IDENTITY and not keeps_identity:
            continue
        try:
            values[code] = read_value(code, line.at(place), lists)
        except NotUnderstood as problem:
            if code in NOTED:
                values[code] = None if code == "safe_to_call" else ""
                notes.append(f"{LABELS[code]}: {quoted(text_of(line.at(place)))}")
            else:
                wrong.append(Wrong(code, " ".join(problem.messages)))
        except ValidationError as problem:
            wrong.append(Wrong(code, " ".join(problem.messages)))
    _split_name(values)
    _settle_birth(values, wrong)
    _ask_what_is_needed(values, wrong, matching)
    _ask_her_guardian(values, wrong, today)
    notes += _to_ask(values)
    return SheetPerson(line.number, values, tuple(wrong), tuple(notes))


def _keeps_identity(line: Line, matching: Matching, lists: Lists) -> bool:
    place = matching.place_of("identity_consent")
    if place is None:
        return False
    try:
        return read_value("identity_consent", line.at(place), lists) is True
    except ValidationError:
        return False


def _split_name(values: dict[str, Any]) -> None:
    """Take a whole name apart: given, father's, grandfather's, and all the rest is the family's."""
    whole = values.pop("full_name", "")
    if not whole or values.get("given"):
        return
    words = _JOINED.sub(rf"\1{_JOINT}", whole).split(maxsplit=3)
    parts = [word.replace(_JOINT, " ") for word in words]
    for code, part in zip(("given", "father", "grandfather", "family"), parts, strict=False):
        values[code] = values.get(code) or part


def _settle_birth(values: dict[str, Any], wrong: list[Wrong]) -> None:
    """Two columns may tell of her birth; an exact one comes before an age."""
    asked = [code for code in ("born_on", "age") if code in values]
    told = [values.pop(code) for code in asked]
    born, precision = next((one for one in told if one[0] is not None), (None, ""))
    if asked and not any(one.column in ("born_on", "age") for one in wrong):
        values["born_on"], values["born_precision"] = born, precision


def _ask_what_is_needed(values: dict[str, Any], wrong: list[Wrong], matching: Matching) -> None:
    told_wrong = {one.column for one in wrong}
    if values.get("id") is not None or "id" in told_wrong:
        return
    name = "full_name" if matching.place_of("given") is None else "given"
    if not values.get("given") and not told_wrong & {"given", "full_name"}:
        wrong.append(Wrong(name, _("Write her given name.")))
    too_long = [
        code
        for code in ("given", "father", "grandfather", "family")
        if len(values.get(code) or "") > 80
    ]
    if too_long:
        wrong.append(Wrong(name, _("This name is too long.")))
    if values.get("consent") is None and "consent" not in told_wrong:
        wrong.append(
            Wrong("consent", _("Write yes or no: without her word nothing of her is kept."))
        )


def _ask_her_guardian(values: dict[str, Any], wrong: list[Wrong], today: date) -> None:
    """Refuse the yes of a minor: her guardian's and her own are two, and a list tells of one."""
    is_minor = is_minor_at(values.get("born_on"), values.get("born_precision") or "", today)
    if is_minor and values.get("consent") and values.get("id") is None:
        wrong.append(
            Wrong(
                "consent",
                _(
                    "She is under 18: her guardian has to agree too. Register her on the page for "
                    "one person, with both."
                ),
            )
        )


def _to_ask(values: dict[str, Any]) -> list[str]:
    notes = []
    if children := values.pop("children", 0):
        notes.append(
            ngettext(
                "%(number)d child for the playroom: ask who it is and who collects it",
                "%(number)d children for the playroom: ask who they are and who collects them",
                children,
            )
            % {"number": children}
        )
    return notes
