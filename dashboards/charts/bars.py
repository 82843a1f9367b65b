"""Horizontal bars, each with its label above and its number beside it."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.charts.drawing import BOLD, LINE, WIDTH, Drawing, wrap
from dashboards.charts.values import ChartTable, Series, Value, largest, table_of

BAR = 16.0
GAP = 8.0
"""Between a bar and its number."""


@dataclass(frozen=True, slots=True)
class BarChart:
    """One number for each category; `top` is the full width of a bar, such as 100 percent."""

    title: str
    summary: str
    corner: str
    unit: str
    bars: tuple[tuple[str, Value], ...]
    top: float | None = None

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to draw."""
        return all(value.number is None for _label, value in self.bars)

    def table(self) -> ChartTable:
        """The same numbers as a table."""
        values = tuple(value for _label, value in self.bars)
        return table_of(
            self.corner, [label for label, _value in self.bars], [Series(self.unit, values)]
        )

    def draw(self, *, rtl: bool) -> Drawing:
        """Bars from the side where reading begins."""
        # Numbers stand beside their bars, so the longest one may take all the room. A letter more
        # than it has: a short Arabic word ends in a letter that is wider than the others.
        top = self.top or largest(value for _label, value in self.bars) or 1.0
        longest = max((len(value.text) for _label, value in self.bars), default=0)
        room = WIDTH - min(GAP + (longest + 1) * BOLD, WIDTH * 0.6)
        labels = [wrap(label, WIDTH) for label, _value in self.bars]
        height = sum(LINE * len(lines) + BAR + 12 for lines in labels)
        drawing = Drawing(WIDTH, height, rtl)
        y = 0.0
        for lines, (_label, value) in zip(labels, self.bars, strict=True):
            for line in lines:
                y += LINE
                drawing.text(0, y - 5, line)
            wide = 0.0 if value.number is None else room * min(value.number / top, 1.0)
            drawing.rect(0, y, room, BAR, "track", round_by=4)
            if wide:
                drawing.rect(0, y, wide, BAR, "bar", round_by=4)
            drawing.text(room + GAP, y + BAR - 3, value.text, "strong")
            y += BAR + 12
        return drawing
