"""Charts on a page, with their words and their table."""

from __future__ import annotations

from typing import Any, Protocol

from django import template
from django.utils.translation import get_language_bidi

from dashboards.charts import ChartTable, Heatmap, Sparkline
from dashboards.charts.drawing import Drawing, number

register = template.Library()


class Chart(Protocol):
    """What every chart can do."""

    title: str
    summary: str

    @property
    def is_empty(self) -> bool: ...

    def draw(self, *, rtl: bool) -> Drawing: ...

    def table(self) -> ChartTable: ...


@register.filter
def coordinate(value: float) -> str:
    """Write a coordinate, which no language may change."""
    return number(value)


@register.inclusion_tag("dashboards/charts/figure.html")
def chart(shown: Chart) -> dict[str, Any]:
    """Draw a chart; its title, its summary and its table stand around it."""
    return {
        "chart": shown,
        "drawing": None if shown.is_empty else shown.draw(rtl=get_language_bidi()),
        "label": f"{shown.title}. {shown.summary}",
        "table": shown.table(),
        "fixed": isinstance(shown, Heatmap),
    }


@register.inclusion_tag("dashboards/charts/svg.html")
def sparkline(shown: Sparkline) -> dict[str, Any]:
    """Draw a small line; the words stand beside it."""
    return {
        "drawing": shown.draw(rtl=get_language_bidi()),
        "label": shown.label,
        "fixed": True,
    }
