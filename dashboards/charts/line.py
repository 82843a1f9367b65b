"""Lines over time, each in a panel of its own: small multiples need no legend."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.charts.drawing import (
    BOLD,
    LETTER,
    LINE,
    WIDTH,
    Drawing,
    round_top,
    runs,
    spread,
    wrap,
)
from dashboards.charts.values import ChartTable, Series, largest, table_of

PANEL = 96.0
SIDE = 12.0
END = 62.0
"""Room after the last point for its number."""


@dataclass(frozen=True, slots=True)
class LineChart:
    """Series over the same times, one panel each, on one scale from 0 to `top`.

    Without a `top` the scale ends at a round number over the largest that is shown.
    """

    title: str
    summary: str
    corner: str
    times: tuple[str, ...]
    series: tuple[Series, ...]
    top: float | None = None
    top_text: str = ""

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to draw."""
        return not any(value.number is not None for one in self.series for value in one.values)

    def table(self) -> ChartTable:
        """The same numbers as a table."""
        return table_of(self.corner, self.times, self.series)

    def draw(self, *, rtl: bool) -> Drawing:
        """Panels one under the other, times labelled at both ends."""
        top = self.top or round_top(largest(value for one in self.series for value in one.values))
        top_text = self.top_text or f"{top:g}"
        panel = PANEL + LINE
        drawing = Drawing(WIDTH, panel * len(self.series) + LINE + 6, rtl)
        at = spread(len(self.times), SIDE, WIDTH - END)
        for which, one in enumerate(self.series):
            self._panel(drawing, one, at, panel * which, top, top_text)
        if self.times:
            y = panel * len(self.series) + LINE - 4
            half = (WIDTH - END) / 2
            first, last = (wrap(self.times[end], half, lines=1)[0] for end in (0, -1))
            if len(self.times) > 1:
                drawing.text(SIDE, y, first, "soft")
                drawing.text(WIDTH - END, y, last, "soft", "end")
            else:
                drawing.text(at[0], y, first, "soft", "middle")
        return drawing

    def _panel(
        self, drawing: Drawing, one: Series, at: list[float], y: float, top: float, top_text: str
    ) -> None:
        floor = y + LINE + PANEL - 12
        height = PANEL - 24

        def up(value: float) -> float:
            return floor - height * min(max(value / top, 0.0), 1.0)

        drawing.text(0, y + LINE - 4, wrap(one.label, WIDTH * LETTER / BOLD, lines=1)[0], "strong")
        for level, words in ((top, top_text), (0.0, "0")):
            drawing.line(0, up(level), WIDTH - END + SIDE, up(level), "grid")
            if level:
                drawing.text(WIDTH, up(level) + 4, words, "soft", "end")
        points = [
            None if value.number is None else (x, up(value.number))
            for x, value in zip(at, one.values, strict=True)
        ]
        for run in runs(points):
            drawing.path(run, "curve")
            for x, level in run:
                drawing.circle(x, level, 3.5, "dot")
        shown = [
            (point, value)
            for point, value in zip(points, one.values, strict=True)
            if point is not None
        ]
        if shown:
            (x, level), value = shown[-1]
            # The last number stands beside its point, below the end of the scale.
            words = value.text.split(" (")[0]
            low = max(level + 5, up(top) + LINE + 2)
            drawing.text(x + 8, min(low, floor + 4), words, "strong")
