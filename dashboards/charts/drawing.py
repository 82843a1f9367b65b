"""Shapes of a drawing, and the frame that turns them round where people read from the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10
from typing import Literal

WIDTH = 360.0
"""Units of a drawing that fits a phone; the page scales it."""

LINE = 18.0
"""Height of a line of text."""

LETTER = 7.4
BOLD = 8.6
"""Width of a letter, about; Arabic and Latin alike at 13 units."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Shape:
    """One element: its name, its attributes in order, its text."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class StampRow:
    """Stamps beside each other: their names, and where each begins."""

    names: tuple[str, ...]
    at: tuple[str, ...]
    y: str


@dataclass
class Drawing:
    """Shapes within a width and a height; from the right where `rtl`.

    `stamps` are shapes that stand in many places: each is drawn once, under a name, and `rows`
    say where.
    """

    width: float
    height: float
    rtl: bool
    shapes: list[Shape] = field(default_factory=list)
    stamps: dict[str, list[Shape]] = field(default_factory=dict)
    rows: list[StampRow] = field(default_factory=list)

    def x(self, at: float, wide: float = 0.0) -> float:
        """Where something that begins at `at` is drawn: mirrored from the right."""
        return self.width - at - wide if self.rtl else at

    def rect(
        self,
        at: float,
        y: float,
        wide: float,
        high: float,
        look: str,
        *,
        round_by: float = 0.0,
        pattern: str = "",
    ) -> None:
        """A box; `look` is its class, `pattern` one of those of the page."""
        self._add(
            "rect",
            look,
            x=self.x(at, wide),
            y=y,
            width=wide,
            height=high,
            rx=round_by or None,
            fill=f"url(#{pattern})" if pattern else None,
        )

    def circle(self, at: float, y: float, radius: float, look: str) -> None:
        """A dot."""
        self._add("circle", look, cx=self.x(at), cy=y, r=radius)

    def line(self, at: float, y: float, to: float, to_y: float, look: str) -> None:
        """A straight line."""
        self._add("line", look, x1=self.x(at), y1=y, x2=self.x(to), y2=to_y)

    def path(
        self, points: Sequence[tuple[float, float]], look: str, *, close: bool = False
    ) -> None:
        """A line through points."""
        steps = " L".join(f"{number(self.x(at))},{number(y)}" for at, y in points)
        self._add("path", look, d=f"M{steps}{' Z' if close else ''}")

    def text(
        self, at: float, y: float, words: str, look: str = "", anchor: Anchor = "start"
    ) -> None:
        """Words; they start and end by the direction of the page, so anchors need no mirror."""
        self._add(
            "text",
            look,
            words,
            x=self.x(at),
            y=y,
            text_anchor=anchor if anchor != "start" else None,
        )

    def places(self, count: int, start: float, step: float, wide: float) -> tuple[str, ...]:
        """Where stamps of a width begin that stand beside each other."""
        return tuple(number(self.x(start + step * at, wide)) for at in range(count))

    def stamp(self, names: Iterable[str], at: tuple[str, ...], y: float) -> None:
        """A row of stamps; all rows may share their places."""
        self.rows.append(StampRow(tuple(names), at, number(y)))

    def _add(self, name: str, look: str, words: str = "", **attributes: float | str | None) -> None:
        told = [("class", look)] if look else []
        for key, value in attributes.items():
            if value is not None:
                text = value if isinstance(value, str) else number(value)
                told.append((key.replace("_", "-"), text))
        self.shapes.append(Shape(name, tuple(told), words))


def number(value: float) -> str:
    """A coordinate, whatever the language of the page."""
    return f"{round(value, 1):g}"


def wrap(words: str, wide: float, *, lines: int = 2) -> list[str]:
    """A text in lines of a width, the last one shortened where it does not fit."""
    room = max(int(wide / LETTER), 4)
    told: list[str] = []
    for word in words.split() or [""]:
        if told and len(told[-1]) + 1 + len(word) <= room:
            told[-1] += f" {word}"
        else:
            told.append(word)
    if len(told) > lines:
        told = [*told[: lines - 1], " ".join(told[lines - 1 :])]
    return [line if len(line) <= room else f"{line[: room - 1].rstrip()}…" for line in told]


def round_top(largest: float) -> float:
    """A round number at or above the largest one, for the end of an axis."""
    if largest <= 0:
        return 1.0
    power: float = 10.0 ** floor(log10(largest))
    step = next(step for step in (1, 2, 2.5, 5, 10) if step * power >= largest)
    return float(step * power) if step * power >= 1 else float(ceil(largest))


def spread(count: int, start: float, end: float) -> list[float]:
    """Places of some points between two ends; one point stands in the middle."""
    if count == 1:
        return [(start + end) / 2]
    return [start + (end - start) * at / (count - 1) for at in range(count)]


def runs(points: Iterable[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Points in a row, parted where one is missing: a gap is not bridged."""
    found: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            found.append([])
        else:
            found[-1].append(point)
    return [run for run in found if run]
