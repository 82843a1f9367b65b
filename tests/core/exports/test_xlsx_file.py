"""XLSX: opened by other programs, typed, right to left, and not one formula."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from core.exports import Column, TooManyRows, write_xlsx, xlsx_file

COLUMNS = [
    Column("Site", lambda row: row[0], "#loc+name"),
    Column("Women", lambda row: row[1], "#reached+ind+f+adults"),
]
HOSTILE = [
    "=1+1",
    "+9647701234567",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    "http://example.org",
    "12",
    "a\x00b\ud800c",
    "x" * 40_000,
]


def written(rows, columns=COLUMNS, **rest):
    file = io.BytesIO()
    write_xlsx(file, columns, rows, **{"title": "Sites", "right_to_left": False} | rest)
    return file


def lines(file, sheet=0):
    book = openpyxl.load_workbook(file)
    return [list(line) for line in book.worksheets[sheet].iter_rows(values_only=True)]


def test_headings_tags_and_rows():
    assert lines(written([("كركوك", 25)])) == [
        ["Site", "Women"],
        ["#loc+name", "#reached+ind+f+adults"],
        ["كركوك", 25],
    ]


def test_not_one_formula():
    file = written([(text, 1) for text in HOSTILE])

    book = openpyxl.load_workbook(file)
    assert {cell.data_type for line in book.active for cell in line} == {"s", "n"}
    with zipfile.ZipFile(file) as parts:
        xml = b"".join(parts.read(name) for name in parts.namelist() if "sheet" in name)
    assert b"<f>" not in xml
    assert b"hyperlink" not in xml


def test_a_text_that_could_run_stays_a_text_when_it_is_edited():
    book = openpyxl.load_workbook(written([("=1+1", 1), ("plain", 1)]))

    assert book.active["A3"].value == "=1+1"
    assert book.active["A3"].quotePrefix
    assert not book.active["A4"].quotePrefix


def test_types_are_kept():
    day, moment = date(2026, 11, 23), datetime(2026, 11, 23, 9, 30)

    told = lines(written([(day, moment), (True, -2.5), (None, 0)]))[2:]

    assert told == [[datetime(2026, 11, 23), moment], [True, -2.5], [None, 0]]


@pytest.mark.parametrize("rtl", [True, False])
def test_the_sheet_reads_from_the_side_of_the_language(rtl):
    book = openpyxl.load_workbook(written([("a", 1)], right_to_left=rtl))

    assert bool(book.active.sheet_view.rightToLeft) is rtl


def test_notes_stand_on_a_second_sheet():
    assert lines(written([("a", 1)], notes=["Taken for the report.", "=1"]), sheet=1) == [
        ["Taken for the report."],
        ["=1"],
    ]


@pytest.mark.parametrize("title", ["a/b:c[d]*?", "'quoted'", "x" * 50])
def test_any_title_names_the_sheet(title):
    assert openpyxl.load_workbook(written([], title=title)).sheetnames[0]


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch):
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 5)

    with pytest.raises(TooManyRows):
        written([("a", 1)] * 4)
    assert len(lines(written([("a", 1)] * 3))) == 5


def test_a_reader_of_another_house_agrees():
    file = written([("كركوك", 25), ("=1+1", 1)])
    file.seek(0)

    sheet = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)

    assert sheet.to_python()[2:] == [["كركوك", 25.0], ["=1+1", 1.0]]
