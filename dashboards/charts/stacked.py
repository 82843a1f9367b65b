"""What wholes are made of: stacked bars, told apart by pattern, with a key of words."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.charts.drawing import BOLD, LINE, WIDTH, Drawing, wrap
from dashboards.charts.values import ChartTable, Series, table_of

BAR = 26.0
PATTERNS = 6
"""How many parts can be told apart; `patterns.html` has as many."""


@dataclass(frozen=True, slots=True)
class StackedChart:
    """Series are the parts, categories the wholes; `goal` draws a line at a share of 0 to 1."""

    title: str
    summary: str
    corner: str
    wholes: tuple[str, ...]
    parts: tuple[Series, ...]
    goal: float | None = None
    goal_text: str = ""

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to draw."""
        return not any(value.number for one in self.parts for value in one.values)

    def table(self) -> ChartTable:
        """The same numbers as a table."""
        return table_of(self.corner, self.wholes, self.parts)

    def draw(self, *, rtl: bool) -> Drawing:
        """One bar for each whole, all of them the full width: shares can be compared.

        A whole with a part that is not shown is left empty, since the rest would tell it.
        """
        labels = [wrap(whole, WIDTH) for whole in self.wholes]
        keys = [wrap(one.label, WIDTH - 32) for one in self.parts]
        height = sum(LINE * len(lines) + BAR + 10 for lines in labels)
        height += sum(LINE * len(lines) + 4 for lines in keys) + 8
        height += LINE if self.goal is not None else 0
        drawing = Drawing(WIDTH, height, rtl)
        y = 0.0
        for at, lines in enumerate(labels):
            for line in lines:
                y += LINE
                drawing.text(0, y - 5, line)
            self._bar(drawing, at, y)
            if self.goal is not None:
                goal = WIDTH * self.goal
                drawing.line(goal, y - 3, goal, y + BAR + 3, "goal")
            y += BAR + 10
        if self.goal is not None:
            y += LINE
            drawing.text(WIDTH * self.goal, y - 4, self.goal_text, "soft", "middle")
        y += 8
        for which, lines in enumerate(keys):
            drawing.rect(0, y + 2, 22, 14, "part", round_by=3, pattern=_pattern(which))
            for line in lines:
                y += LINE
                drawing.text(30, y - 4, line)
            y += 4
        return drawing

    def _bar(self, drawing: Drawing, at: int, y: float) -> None:
        numbers = [one.values[at].number for one in self.parts]
        whole = sum(number or 0.0 for number in numbers)
        if None in numbers or not whole:
            drawing.rect(0, y, WIDTH, BAR, "track", round_by=4)
            words = next(
                (one.values[at].text for one in self.parts if one.values[at].number is None), "–"
            )
            drawing.text(8, y + BAR - 8, words, "soft")
            return
        start = 0.0
        for which, one in enumerate(self.parts):
            wide = WIDTH * (numbers[which] or 0.0) / whole
            if wide:
                drawing.rect(start, y, wide, BAR, "part", pattern=_pattern(which))
                words = one.values[at].text
                if len(words) * BOLD + 8 <= wide:
                    drawing.rect(
                        start + wide / 2 - len(words) * BOLD / 2 - 3,
                        y + 5,
                        len(words) * BOLD + 6,
                        BAR - 10,
                        "plate",
                        round_by=3,
                    )
                    drawing.text(start + wide / 2, y + BAR - 8, words, "strong", "middle")
            start += wide


def _pattern(which: int) -> str:
    return f"part-{which % PATTERNS + 1}"
