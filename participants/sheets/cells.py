"""What a value of a column looks like in a cell, so that `values` reads the same value again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.phones import phone_text
from participants.models import DisplacementEpisode, Participant, Spoken

CHOICES: dict[str, Sequence[tuple[str, str | Promise]]] = {
    "status": DisplacementEpisode.Status.choices,
    "phone_owner": Participant.PhoneOwner.choices,
    "sex": Participant.Sex.choices,
    "language": Spoken.choices,
    "literacy": Participant.Literacy.choices,
}
"""The answers of columns that have some."""

UNTOLD = frozenset({("status", "unknown"), ("phone_owner", "unknown"), ("sex", "u")})
"""Answers that say nothing, so that the cell stays empty."""

YES_OR_NO = frozenset({"safe_to_call", "consent", "identity_consent"})
PLACES = frozenset({"area", "origin"})


def yes_or_no(said: bool) -> str:
    """An answer as `values` reads it, in the language of the page."""
    return _("yes") if said else _("no")


def choices_of(code: str) -> list[str]:
    """What a list to choose from offers in a column."""
    if code in YES_OR_NO:
        return [yes_or_no(True), yes_or_no(False)]
    return [str(label) for value, label in CHOICES[code] if value and (code, value) not in UNTOLD]


def cell_text(code: str, value: Any, districts: Mapping[str, str]) -> str:
    """A value as its cell shows it; `districts` are names by P-code."""
    if value in ("", None) or (code, value) in UNTOLD:
        return ""
    if code in YES_OR_NO:
        return yes_or_no(value)
    if code in PLACES:
        return districts.get(value, value)
    if code in CHOICES:
        return str(dict(CHOICES[code]).get(value, value))
    return phone_text(value) if code == "phone" else str(value)
