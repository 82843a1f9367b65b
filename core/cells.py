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
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def safe_cell(value: Any) -> Any:
    """Keep numbers and days as they are, and disarm a text that would run as a formula."""
    if isinstance(value, datetime):
        # Worksheets know no time zones.
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if value is None or isinstance(value, bool | int | Decimal | date | time):
        return value
    if isinstance(value, float) and value - value == 0:
        return value
    text = _CONTROL.sub("", str(value))
    return f"'{text}" if _FORMULA.match(text) else text
