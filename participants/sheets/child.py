"""Reads one spreadsheet, alone in a process of its own that has hardly any memory or time.

Whatever a file does, it does it here: this program is started by `reading`, gets the file on its
standard input, and answers one line of JSON: `{"rows": [[number, cells], …]}` with the rows that
say something, or `{"refused": why}`. It knows nothing of the product, neither keys nor database.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import resource
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile, ZipFile

MEGABYTE = 1024 * 1024
MOST_MEMORY = 700 * MEGABYTE
MOST_SECONDS = 2
MOST_UNPACKED = 60 * MEGABYTE
MOST_RATIO = 150
"""A sheet that somebody filled packs ten times, an empty formatted one a hundred times."""
MANY_UNPACKED = 10 * MEGABYTE
"""Below this any ratio will do."""
MOST_PARTS = 1000
MOST_ROWS = 2000
MOST_COLUMNS = 60
MOST_TEXT = 4 * MEGABYTE

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD = "EncryptedPackage".encode("utf-16-le")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MIXED = re.compile(r"[A-Za-z][\u0600-\u06ff\u200e\u200f]|[\u0600-\u06ff\u200e\u200f][A-Za-z]")
_ARABIC = re.compile(r"[\u0621-\u064a]{2}")

Row = tuple[int, list[Any]]


class Refused(Exception):
    """This file is not read; the word says why, as `reading` tells it."""


def main() -> None:
    """Read standard input, answer on standard output."""
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer: dict[str, Any] = {"rows": read(sys.stdin.buffer.read())}
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        answer = {"refused": "large"}
    json.dump(answer, sys.stdout)


def read(data: bytes) -> list[Row]:
    """The rows of a file that say something, whatever kind of spreadsheet it is."""
    if data.startswith(OLE) and PASSWORD in data:
        raise Refused("password")
    if data.startswith((ZIP, OLE)):
        return kept(sheet_rows(data))
    return kept(text_rows(data))


def sheet_rows(data: bytes) -> Iterator[Row]:
    """The rows of the first sheet that has any."""
    if data.startswith(ZIP):
        measure(data)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.start is not None:
                return enumerate(sheet.to_python(skip_empty_area=False), 1)
    except CalamineError as problem:
        raise Refused("password" if "assword" in str(problem) else "unreadable") from problem
    raise Refused("empty")


def measure(data: bytes) -> None:
    """Refuse what would unpack into too much, by what the file says of itself."""
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as problem:
        raise Refused("unreadable") from problem
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise Refused("large")
    if unpacked > MANY_UNPACKED and unpacked > MOST_RATIO * len(data):
        raise Refused("large")


def text_rows(data: bytes) -> Iterator[Row]:
    """The rows of a text whose cells stand between commas, semicolons or tabs."""
    text = decoded(data)
    if _NO_TEXT.search(text):
        raise Refused("unreadable")
    try:
        yield from enumerate(csv.reader(io.StringIO(text), delimiter=delimiter(text)), 1)
    except csv.Error as problem:
        raise Refused("text") from problem


def decoded(data: bytes) -> str:
    """A text in UTF-8 or UTF-16, or in the code page of an Arabic or Turkish Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif data[:200].count(0) > len(data[:200]) // 4:
        # Every other byte of plain UTF-16 is empty: the first of each pair, or the second.
        encoding = "utf-16-be" if data[:1] == b"\0" else "utf-16-le"
    else:
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        if encoding != "utf-8-sig":
            raise Refused("unreadable") from problem
    arabic = data.decode("cp1256", "replace")
    # An Arabic letter inside a Latin word was a Turkish one.
    if len(_MIXED.findall(arabic)) > len(_ARABIC.findall(arabic)):
        return data.decode("cp1254", "replace")
    return arabic


def delimiter(text: str) -> str:
    """What stands between the cells: whatever makes most rows equally wide, and wide."""

    def width(sign: str) -> tuple[int, int]:
        lines = csv.reader(io.StringIO(text[:20_000]), delimiter=sign)
        widths = Counter(len(row) for row in lines if len(row) > 1)
        return widths.most_common(1)[0][::-1] if widths else (0, 0)

    return max(",;\t|", key=width)


def kept(rows: Iterable[Row]) -> list[Row]:
    """Rows that say something, without empty cells at their ends; no more than is borne."""
    found: list[Row] = []
    text = 0
    for number, cells in rows:
        said = [told(cell) for cell in cells[:MOST_COLUMNS]]
        while said and said[-1] is None:
            said.pop()
        if not said:
            continue
        found.append((number, said))
        text += sum(len(cell) for cell in said if isinstance(cell, str))
        if len(found) > MOST_ROWS:
            raise Refused("rows")
        if text > MOST_TEXT:
            raise Refused("text")
    if not found:
        raise Refused("empty")
    return found


def told(cell: Any) -> Any:
    """A cell as JSON: nothing, a text, a number, or a day as `{"day": "1968-04-17"}`."""
    if cell is None or isinstance(cell, str):
        return (cell or "").strip() or None
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime | date):
        return {"day": cell.isoformat()[:10]}
    return cell if isinstance(cell, int) else str(cell)


if __name__ == "__main__":
    main()
