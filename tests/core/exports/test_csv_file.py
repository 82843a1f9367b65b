"""CSV: what leaves can be read back, streams, and runs nowhere."""

from __future__ import annotations

import csv
import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.cells import plain_cell
from core.exports import Column, csv_chunks

COLUMNS = [
    Column("Site", lambda row: row[0], "#loc+name"),
    Column("Women", lambda row: row[1], "#reached+ind+f+adults"),
]
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=20)


def written(rows, columns=COLUMNS):
    return b"".join(csv_chunks(columns, rows))


def read(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_begins_with_a_byte_order_mark_headings_and_hxl_tags():
    data = written([("كركوك", 25)])

    assert data.startswith(b"\xef\xbb\xbf")
    assert read(data) == [
        ["Site", "Women"],
        ["#loc+name", "#reached+ind+f+adults"],
        ["كركوك", "25"],
    ]


def test_without_tags_there_is_no_second_header():
    assert read(written([("a", 1)], [Column("Site", lambda row: row[0])])) == [["Site"], ["a"]]


def test_a_formula_is_disarmed_in_cells_and_headings():
    lines = read(written([("=cmd|' /C calc'!A0", -5)], [Column("=1", lambda row: row[0])]))

    assert lines == [["'=1"], ["'=cmd|' /C calc'!A0"]]


def test_numbers_days_and_nothing_keep_their_shape():
    lines = read(written([(date(2026, 11, 23), -5), (None, 1.5)]))

    assert lines[2:] == [["2026-11-23", "-5"], ["", "1.5"]]


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_every_text_can_be_read_back(rows):
    lines = read(written(rows))[2:]

    assert [tuple(map(plain_cell, line)) for line in lines] == rows


def test_the_first_line_leaves_before_the_first_row_is_asked_for():
    def rows():
        raise AssertionError("asked")
        yield

    assert next(csv_chunks(COLUMNS, rows())).count(b"\r\n") == 2


def test_a_long_file_is_never_whole_in_memory():
    sizes = [len(chunk) for chunk in csv_chunks(COLUMNS, (("x" * 100, 1) for _ in range(5_000)))]

    assert len(sizes) == 11
    assert max(sizes) < 60_000
