"""The buttons of a page that give its numbers as a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import file_kinds
from core.ids import uuid7

WORDS: dict[str, str | Promise] = {
    "xlsx": _("As a spreadsheet"),
    "csv": _("As CSV"),
    "pdf": _("On paper"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One button; its key was made with the page, so that two taps are one line of the register."""

    format: str
    label: str | Promise
    key: UUID = field(default_factory=uuid7)


def offers(code: str) -> list[Offer]:
    """One for each format of a kind of file."""
    return [Offer(one, WORDS[one]) for one in file_kinds.registered()[code].formats]
