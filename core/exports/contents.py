"""What a file holds, whatever its format: the same rows as XLSX and, of most, as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, Protocol, runtime_checkable

from django.utils.translation import get_language_bidi

from core.exports.columns import Column
from core.exports.csv_file import csv_chunks, csv_foot, csv_head
from core.exports.xlsx_file import write_xlsx
from core.typesetting import CannotTypeset

Tell = Callable[[int], None]
"""Is told how many rows are done."""


class Contents(Protocol):
    """A file before it has a format; it asks for its rows when it is written."""

    def count(self) -> int:
        """How many rows there are now."""

    def xlsx(self, file: IO[bytes], stamp: Sequence[str], tell: Tell) -> None:
        """Write a workbook; `stamp` says below who took it."""


@runtime_checkable
class ContentsOfCsv(Contents, Protocol):
    """One that is more than a workbook."""

    def csv(self, stamp: Sequence[str]) -> Iterator[bytes]:
        """Pieces of a CSV, with the same stamp."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows below headings. `lines` are the same rows as CSV where the database writes it itself.

    `paper` sets the same on paper, of a kind that is offered so.
    """

    title: str
    columns: Sequence[Column[Any]]
    rows: Callable[[], Iterable[Any]]
    counted: Callable[[], int]
    lines: Callable[[], Iterator[bytes]] | None = None
    notes: Sequence[str] = ()
    paper: Callable[[], bytes] | None = None

    def count(self) -> int:
        """How many rows there are now."""
        return self.counted()

    def csv(self, stamp: Sequence[str]) -> Iterator[bytes]:
        """The headings at once, then the rows as they come."""
        if self.lines is None:
            yield from csv_chunks(self.columns, self.rows())
        else:
            yield csv_head(self.columns)
            yield from self.lines()
        if stamp:
            yield csv_foot(stamp)

    def xlsx(self, file: IO[bytes], stamp: Sequence[str], tell: Tell) -> None:
        """One sheet, from the side of the language."""
        write_xlsx(
            file,
            self.columns,
            self.rows(),
            title=self.title,
            right_to_left=get_language_bidi(),
            notes=[*self.notes, *stamp],
            stamp=stamp,
            tell=tell,
        )

    def pdf(self) -> bytes:
        """The paper of these rows; raises CannotTypeset."""
        if self.paper is None:
            raise CannotTypeset(f"{self.title} has no paper.")
        return self.paper()
