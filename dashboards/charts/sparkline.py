"""A small line within a table or beside a figure."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.charts.drawing import Drawing, round_top, runs, spread
from dashboards.charts.values import Value, largest

WIDE, HIGH = 96.0, 28.0


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Values over time; the words beside it and its label tell the same."""

    label: str
    values: tuple[Value, ...]
    top: float | None = None

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to draw."""
        return all(value.number is None for value in self.values)

    def draw(self, *, rtl: bool) -> Drawing:
        """A line without axes; the last point is marked."""
        top = self.top or round_top(largest(self.values))
        drawing = Drawing(WIDE, HIGH, rtl)
        at = spread(len(self.values), 4, WIDE - 4) if self.values else []
        points = [
            None
            if value.number is None
            else (x, HIGH - 4 - (HIGH - 8) * min(max(value.number / top, 0.0), 1.0))
            for x, value in zip(at, self.values, strict=True)
        ]
        for run in runs(points):
            drawing.path(run, "curve")
        last = next((point for point in reversed(points) if point is not None), None)
        if last is not None:
            drawing.circle(*last, 3.5, "dot")
        return drawing
