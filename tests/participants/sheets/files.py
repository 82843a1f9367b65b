"""Spreadsheets as offices have them, and as somebody who means no good would build them."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

HEADINGS = (
    "الاسم",
    "اسم الأب",
    "اسم الجد",
    "اللقب",
    "تاريخ الميلاد",
    "الهاتف",
    "صاحب الهاتف",
    "الحالة",
    "القومية",
    "الديانة/المذهب",
    "القضاء",
    "عدد الأطفال للحضانة",
    "اللغة",
    "موافقة",
)
HEADINGS_EN = (
    "Name",
    "Father",
    "Grandfather",
    "Family",
    "Birth date",
    "Phone",
    "Phone owner",
    "Status",
    "Ethnicity",
    "Faith",
    "District",
    "Children for playroom",
    "Language",
    "Consent",
)
WOMAN = (
    "ئاوات",
    "محمد",
    "عمر",
    "الجبوري",
    "۱۷/۰۴/۱۹۶۸",
    "07909375836",
    "نفسها",
    "نازحة",
    "كرد",
    "سني",
    "كركوك",
    "2",
    "كردي",
    "نعم",
)
PLACES = (
    "given father grandfather family born phone owner status ethnicity faith district children "
    "language consent"
).split()
ROW = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c></row>'


def woman(**said):
    """A row of the registration list; `given`, `born`, `phone`, `status`, `consent` and so on."""
    cells = list(WOMAN)
    for name, cell in said.items():
        cells[PLACES.index(name)] = cell
    return cells


def xlsx(*rows) -> bytes:
    """An ordinary file with these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def registration(*rows, title=True) -> bytes:
    """A list with a title, a blank row and headings in two languages, as the field has it."""
    return xlsx(*([["استمارة"], []] if title else []), HEADINGS, HEADINGS_EN, *rows)


def with_sheet(sheet: str, **parts: str) -> bytes:
    """A file whose sheet is this XML; other parts by their names, `/` written as `__`."""
    plain = xlsx(["x"])
    out = BytesIO()
    with ZipFile(BytesIO(plain)) as given, ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name in given.namelist():
            content = given.read(name)
            packed.writestr(name, sheet if name.endswith("sheet1.xml") else content)
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def sheet_xml(rows: str, *, head: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def bomb(megabytes: int = 120) -> bytes:
    """About 175 KB that unpack to 120 MB."""
    return with_sheet(sheet_xml(ROW.format(1, "ا" * (megabytes * 1024 * 512))))


def lying_bomb() -> bytes:
    """The same, but the file says of itself that it is small."""
    data = bytearray(bomb())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) != -1:
        # The unpacked size stands 24 bytes into an entry of the directory.
        data[at + 24 : at + 28] = struct.pack("<I", 1000)
        at += 4
    return bytes(data)


def blank_styled_rows(rows: int = 1_000_000) -> bytes:
    """One woman, and then rows that are formatted and empty."""
    blank = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(2, rows + 2))
    return with_sheet(sheet_xml(ROW.format(1, "زينب") + blank))


def far_cell() -> bytes:
    """Two cells, at the opposite corners of the largest sheet there is."""
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return with_sheet(sheet_xml(ROW.format(1, "زينب") + corner))


def with_entities(path: Path, entity: str) -> bytes:
    """A sheet that asks for the `secret` of a file, or for a word a billion times: `l9`."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}<!ENTITY secret SYSTEM "{path.as_uri()}">]>'
    return with_sheet(sheet_xml(ROW.format(1, "زينب") + ROW.format(2, f"&{entity};"), head=head))


def many_parts(parts: int = 60_000) -> bytes:
    """Nothing but a directory of empty files."""
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        for number in range(parts):
            packed.writestr(f"{number:x}", "")
    return out.getvalue()
