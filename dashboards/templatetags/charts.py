"""Charts on a page, with their words and their table."""

from __future__ import annotations

from typing import Any, Protocol

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from dashboards.charts import ChartTable, Heatmap, Sparkline
from dashboards.charts.drawing import Drawing, Shape, number

register = template.Library()


class Chart(Protocol):
    """What every chart can do."""

    title: str
    summary: str

    @property
    def is_empty(self) -> bool: ...

    def draw(self, *, rtl: bool) -> Drawing: ...

    def table(self) -> ChartTable: ...


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


@register.simple_tag
def sparkline(shown: Sparkline) -> SafeString:
    """Draw a small line; the words stand beside it."""
    return svg(shown.draw(rtl=get_language_bidi()), shown.label, fixed=True)


@register.simple_tag
def svg(drawing: Drawing, label: str, *, fixed: bool) -> SafeString:
    """Write a drawing, shape by shape; a template would take ten times as long.

    One that is `fixed` keeps its size, the others fill their card.
    """
    wide, high = number(drawing.width), number(drawing.height)
    size = format_html(' width="{}" height="{}"', wide, high) if fixed else ""
    return format_html(
        '<svg class="chart-svg{}" viewBox="0 0 {} {}"{} role="img" aria-label="{}" '
        'direction="{}">{}</svg>',
        " chart-fixed" if fixed else "",
        wide,
        high,
        size,
        label,
        "rtl" if drawing.rtl else "ltr",
        format_html_join("", "<{}{}>{}</{}>", map(_parts, drawing.shapes)),
    )


def _parts(shape: Shape) -> tuple[str, SafeString, str, str]:
    told = format_html_join("", ' {}="{}"', shape.attributes)
    return shape.name, told, shape.text, shape.name
