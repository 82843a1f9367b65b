"""CSV as a stream: UTF-8 with a byte order mark, so that spreadsheet programs read Arabic."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from core.cells import safe_cell
from core.exports.columns import Column, Row, headings, hxl_tags

BOM = "\ufeff"
LINES = 500
"""So many lines leave at once; the first ones at once."""


def csv_head(columns: Sequence[Column[Row]]) -> bytes:
    """The lines above the first row: the headings, and the HXL tags where there are any."""
    out = io.StringIO()
    out.write(BOM)
    # Line ends as RFC 4180 has them, and as spreadsheet programs write.
    writer = csv.writer(out)
    writer.writerow(map(safe_cell, headings(columns)))
    tags = hxl_tags(columns)
    if tags:
        writer.writerow(tags)
    return _taken(out)


def csv_foot(lines: Sequence[str]) -> bytes:
    """Lines below the last row, each in the first cell."""
    out = io.StringIO()
    csv.writer(out).writerows([safe_cell(line)] for line in lines)
    return _taken(out)


def csv_chunks(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Iterator[bytes]:
    """The file in pieces, never whole in memory; texts that could run are disarmed."""
    yield csv_head(columns)
    out = io.StringIO()
    writer = csv.writer(out)
    readers = [column.value for column in columns]
    for number, row in enumerate(rows, 1):
        writer.writerow([safe_cell(read(row)) for read in readers])
        if number % LINES == 0:
            yield _taken(out)
    left = _taken(out)
    if left:
        yield left


def _taken(out: io.StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode("utf-8")
