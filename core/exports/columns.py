"""What a file is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.functional import Promise

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its heading, how to read it from a row, and its HXL tag (https://hxlstandard.org).

    `value` answers a number, a day, a moment, a text or None; the file keeps its type.
    """

    heading: str | Promise
    value: Callable[[Row], object]
    hxl: str = ""
    wide: int = 16


def headings(columns: Sequence[Column[Row]]) -> list[str]:
    """The first line of a file."""
    return [str(column.heading) for column in columns]


def hxl_tags(columns: Sequence[Column[Row]]) -> list[str]:
    """The second line of a file; nothing where no column has a tag."""
    tags = [column.hxl for column in columns]
    return tags if any(tags) else []
