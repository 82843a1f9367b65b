"""Numbers as charts and the tables under them tell them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """A number and how it is told: "87 % (391 of 450)".

    Without a number nothing is drawn, and the text says why: no data, or hidden.
    """

    number: float | None
    text: str


NOTHING = Value(None, "–")
"""Where there is no data, which is not zero."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values under one name, in the order of the chart's categories."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers of a chart as a table: a heading over each column, a label before each row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table_of(corner: str, categories: Sequence[str], series: Sequence[Series]) -> ChartTable:
    """Categories down, series across."""
    return ChartTable(
        (corner, *(one.label for one in series)),
        tuple(
            (category, *(one.values[at].text for one in series))
            for at, category in enumerate(categories)
        ),
    )


def largest(values: Iterable[Value]) -> float:
    """The largest number that is shown; an axis may not tell of one that is hidden."""
    return max((value.number for value in values if value.number is not None), default=0.0)
