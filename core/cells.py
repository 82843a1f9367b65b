"""Cells of a file that goes out: typed, and never a formula."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

# What spreadsheet programs read as the beginning of a formula, also in full width, also behind
# spaces that they trim.
_FORMULA = re.compile(r"\s*[=+\-@\u2212\uff1d\uff0b\uff0d\uff20|%]|[\t\r\n]")
# Control characters that a worksheet may not hold at all.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
GUARD = "'"


def safe_cell(value: Any) -> Any:
    """Keep numbers and days as they are, and disarm a text that would run as a formula."""
    if isinstance(value, datetime):
        # Worksheets know no time zones.
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if value is None or isinstance(value, bool | int | Decimal | date | time):
        return value
    if isinstance(value, float) and value - value == 0:
        return value
    text = seen_text(value)
    return GUARD + text if could_run(text) else text


def seen_text(value: Any) -> str:
    """A text without what no file can hold."""
    return _CONTROL.sub("", str(value))


def could_run(text: str) -> bool:
    """Whether a spreadsheet program may run a text, or take a guard off one that it could."""
    return _FORMULA.match(text.lstrip(GUARD)) is not None


def plain_cell(text: str) -> str:
    """The text that `safe_cell` made a cell of."""
    guarded = text.startswith(GUARD) and could_run(text[1:])
    return text[1:] if guarded else text
