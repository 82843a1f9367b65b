"""The sheet of a registration file: measured before it is parsed, its columns found by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from core.text import fold

MOST_ROWS = 2000
MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
HEADER_WITHIN = 10
"""The names of the columns stand in one of the first rows."""

# What is not named here is never read into a value: ethnicity and faith, above all.
COLUMNS: dict[str, tuple[str, ...]] = {
    "given": ("الاسم", "name", "given name"),
    "father": ("اسم الأب", "father"),
    "grandfather": ("اسم الجد", "grandfather"),
    "family": ("اللقب", "family", "family name"),
    "born_on": ("تاريخ الميلاد", "birth date"),
    "phone": ("الهاتف", "phone"),
    "phone_owner": ("صاحب الهاتف", "phone owner"),
    "status": ("الحالة", "status"),
    "consent": ("موافقة", "consent"),
}
NAMES = {fold(name): column for column, names in COLUMNS.items() for name in names}
NEEDED = ("given", "status", "consent")

Cells = dict[str, object]


class UnreadableRows(Exception):
    """Rows that cannot be taken; `sentences` say which and why."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def rows_of(file: Path) -> Iterator[tuple[int, Cells]]:
    """Every row that says something, by its number, with the columns that are known."""
    _measure(file)
    try:
        # Formulas are read as they are written, so that none is taken for an empty cell.
        book = load_workbook(file, read_only=True)
        try:
            rows = enumerate(book.worksheets[0].iter_rows(values_only=True), 1)
            yield from _named(rows)
        finally:
            book.close()
    except (InvalidFileException, KeyError, IndexError, ValueError, SyntaxError) as problem:
        raise UnreadableRows(
            [_("This is not a spreadsheet (.xlsx) that can be read.")]
        ) from problem


def _measure(file: Path) -> None:
    """Refuse what is too large, packed or unpacked, before anything is unpacked."""
    if file.stat().st_size > MOST_BYTES:
        raise UnreadableRows([_("The file is larger than 5 MB.")])
    try:
        with ZipFile(file) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except BadZipFile as problem:
        raise UnreadableRows(
            [_("This is not a spreadsheet (.xlsx) that can be read.")]
        ) from problem
    if unpacked > MOST_UNPACKED:
        raise UnreadableRows([_("The file is larger than 5 MB.")])


def _named(rows: Iterator[tuple[int, Sequence[object]]]) -> Iterator[tuple[int, Cells]]:
    columns: dict[str, int] = {}
    begins = 0
    for number, row in rows:
        if found := _header(row) if number <= HEADER_WITHIN else {}:
            # A second row may name the same columns in another language.
            columns = columns or found
            begins = number + 1
            continue
        if number > HEADER_WITHIN and not columns:
            break
        if columns and number >= begins + MOST_ROWS:
            raise UnreadableRows([_("The file has more than %(most)d rows.") % {"most": MOST_ROWS}])
        cells = {name: row[at] if at < len(row) else None for name, at in columns.items()}
        if any(_says(cell) for cell in cells.values()):
            yield number, cells
    if not columns:
        names = ", ".join(COLUMNS[name][0] for name in NEEDED)
        raise UnreadableRows(
            [_("The columns are not named; these are needed: %(names)s.") % {"names": names}]
        )


def _header(row: Sequence[object]) -> dict[str, int]:
    """Where each known column is, if this row names those that are needed."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        column = NAMES.get(fold(str(cell))) if cell is not None else None
        if column is not None:
            found.setdefault(column, at)
    return found if all(name in found for name in NEEDED) else {}


def _says(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""
