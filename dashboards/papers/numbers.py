"""Numbers of a statistic, line by line, as data for their paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.utils.translation import get_language, get_language_bidi

from core.dates import day_text
from core.exports import Column
from core.text import isolated

NUMBERS: Final = Path(__file__).resolve().parent / "numbers.typ"


def numbers_paper(
    heading: str, notes: Sequence[str], columns: Sequence[Column[Any]], lines: Sequence[Any]
) -> dict[str, Any]:
    """The same lines as in the spreadsheet, in words."""
    return {
        "lang": (get_language() or "ar").split("-")[0],
        "dir": "rtl" if get_language_bidi() else "ltr",
        "heading": isolated(heading),
        "notes": list(notes),
        "head": [str(column.heading) for column in columns],
        "wide": [column.wide for column in columns],
        "rows": [[_words(column.value(line)) for column in columns] for line in lines],
    }


def _words(value: object) -> str:
    if value is None:
        return ""
    return day_text(value, weekday=False) if isinstance(value, date) else isolated(str(value))
