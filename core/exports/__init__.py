"""Files that go out: their columns declared, their cells typed, none of them a formula."""

from core.exports.columns import Column
from core.exports.contents import Contents, ContentsOfCsv, Sheet
from core.exports.csv_file import csv_chunks
from core.exports.xlsx_file import TooManyRows, write_xlsx

__all__ = [
    "Column",
    "Contents",
    "ContentsOfCsv",
    "Sheet",
    "TooManyRows",
    "csv_chunks",
    "write_xlsx",
]
