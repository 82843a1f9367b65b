"""A funnel: how many of those who were reached came further, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.charts.bars import BarChart
from dashboards.charts.drawing import Drawing
from dashboards.charts.values import ChartTable, Value


@dataclass(frozen=True, slots=True)
class Step:
    """One step: how many came so far, and their share of the step before in words."""

    label: str
    value: Value
    share: str = ""


@dataclass(frozen=True, slots=True)
class Funnel:
    """Steps from the first to the last; each counts people who did the one before."""

    title: str
    summary: str
    head: tuple[str, str, str]
    steps: tuple[Step, ...]

    @property
    def is_empty(self) -> bool:
        """True where nobody did even the first step."""
        return not any(step.value.number for step in self.steps)

    def table(self) -> ChartTable:
        """The same numbers as a table."""
        return ChartTable(
            self.head, tuple((step.label, step.value.text, step.share) for step in self.steps)
        )

    def draw(self, *, rtl: bool) -> Drawing:
        """Bars of the same scale under each other."""
        bars = tuple(
            (
                step.label,
                Value(
                    step.value.number,
                    f"{step.value.text} · {step.share}" if step.share else step.value.text,
                ),
            )
            for step in self.steps
        )
        return BarChart(self.title, self.summary, self.head[0], self.head[1], bars).draw(rtl=rtl)
