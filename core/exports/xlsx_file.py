"""XLSX by way of a temporary file, row by row; its only heavy import is made when it is needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any

from core.cells import could_run, safe_cell, seen_text
from core.exports.columns import Column, Row, headings, hxl_tags

MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
MOST_OF_A_FOOT = 120
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


class TooManyRows(Exception):
    """A worksheet has no room for so many rows; CSV has."""


def write_xlsx(
    file: IO[bytes],
    columns: Sequence[Column[Row]],
    rows: Iterable[Row],
    *,
    title: str,
    right_to_left: bool,
    notes: Sequence[str] = (),
    stamp: Sequence[str] = (),
    tell: Callable[[int], None] = lambda done: None,
) -> None:
    """Write a workbook of one sheet; `notes` stand on a second one, such as what a code means.

    `stamp` says who took it and when: below the last row, and at the foot of each printed page.
    `tell` is told how many rows are written.
    """
    from xlsxwriter import Workbook

    book = Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "d/m/yyyy",
            "remove_timezone": True,
        },
    )
    looks = {
        "head": book.add_format({"bold": True, "bg_color": "#e4efed", "bottom": 1}),
        "tag": book.add_format({"font_color": "#5b6472", "italic": True}),
        "text": None,
        "guarded": _guarded(book),
        "moment": book.add_format({"num_format": "d/m/yyyy h:mm"}),
        "day": book.add_format({"num_format": "d/m/yyyy"}),
        "hour": book.add_format({"num_format": "h:mm"}),
    }
    sheet = _sheet(book, title, right_to_left)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.wide)
    tags = hxl_tags(columns)
    _write_line(sheet, 0, headings(columns), looks, "head")
    if tags:
        _write_line(sheet, 1, tags, looks, "tag")
    first = 2 if tags else 1
    sheet.freeze_panes(first, 0)
    readers = [column.value for column in columns]
    written = 0
    for written, row in enumerate(rows, 1):
        number = first + written - 1
        if number + len(stamp) >= MOST_ROWS:
            raise TooManyRows
        for at, read in enumerate(readers):
            _write(sheet, number, at, read(row), looks)
        tell(written)
    for number, line in enumerate(stamp, first + written):
        _write(sheet, number, 0, line, looks)
    if stamp:
        sheet.set_footer(page_foot(stamp))
    if notes:
        second = _sheet(book, "i", right_to_left)
        second.set_column(0, 0, 80)
        for number, note in enumerate(notes):
            _write(second, number, 0, note, looks)
    book.close()


def page_foot(lines: Sequence[str]) -> str:
    """What each printed page says; there a `&` would begin an instruction."""
    text = " · ".join(seen_text(line) for line in lines)[:MOST_OF_A_FOOT]
    return f"&C{text.replace('&', '&&')}"


def _guarded(book: Any) -> Any:
    """A text that stays a text when somebody edits its cell: Excel's own apostrophe."""
    look = book.add_format()
    look.set_quote_prefix()
    return look


def _sheet(book: Any, title: str, right_to_left: bool) -> Any:
    sheet = book.add_worksheet(_NOT_IN_A_SHEET_NAME.sub(" ", seen_text(title)).strip("' ")[:31])
    if right_to_left:
        sheet.right_to_left()
    return sheet


def _write_line(
    sheet: Any, number: int, texts: Sequence[str], looks: dict[str, Any], look: str
) -> None:
    for at, text in enumerate(texts):
        sheet.write_string(number, at, seen_text(text)[:LONGEST_TEXT], looks[look])


def _write(sheet: Any, number: int, at: int, value: object, looks: dict[str, Any]) -> None:
    cell = value if isinstance(value, str) else safe_cell(value)
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(number, at, cell)
    elif isinstance(cell, int | float | Decimal):
        sheet.write_number(number, at, cell)
    elif isinstance(cell, datetime):
        sheet.write_datetime(number, at, cell, looks["moment"])
    elif isinstance(cell, date):
        sheet.write_datetime(number, at, cell, looks["day"])
    elif isinstance(cell, time):
        sheet.write_datetime(number, at, cell, looks["hour"])
    else:
        text = seen_text(cell)[:LONGEST_TEXT]
        sheet.write_string(number, at, text, looks["guarded" if could_run(text) else "text"])
