"""Charts on a page, with their words and their table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

from dashboards.charts import ChartTable, Heatmap, Sparkline
from dashboards.charts.drawing import Drawing, Shape, StampRow, number

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
def rows_of(table: ChartTable) -> SafeString:
    """Write the rows of a table; most of its words stand in many cells."""
    cells = _Cells()
    return format_html_join(
        "\n",
        '<tr><th scope="row"><bdi>{}</bdi></th>{}</tr>',
        ((label, mark_safe("".join([cells[one] for one in told]))) for label, *told in table.rows),  # noqa: S308
    )


class _Cells(dict[str, str]):
    """A cell for each text, escaped and drawn once."""

    def __missing__(self, text: str) -> str:
        self[text] = f'<td class="num">{escape(text)}</td>'
        return self[text]


@register.simple_tag
def svg(drawing: Drawing, label: str, *, fixed: bool) -> SafeString:
    """Write a drawing, shape by shape; a template would take ten times as long.

    One that is `fixed` keeps its size, the others fill their card.
    """
    wide, high = number(drawing.width), number(drawing.height)
    size = format_html(' width="{}" height="{}"', wide, high) if fixed else ""
    return format_html(
        '<svg class="chart-svg{}" viewBox="0 0 {} {}"{} role="img" aria-label="{}" '
        'direction="{}">{}{}{}</svg>',
        " chart-fixed" if fixed else "",
        wide,
        high,
        size,
        label,
        "rtl" if drawing.rtl else "ltr",
        _stamps(drawing),
        _written(drawing.shapes),
        _rows(drawing.rows),
    )


def _stamps(drawing: Drawing) -> SafeString:
    drawn = format_html_join(
        "",
        '<g id="{}">{}</g>',
        ((name, _written(shapes)) for name, shapes in drawing.stamps.items()),
    )
    return format_html("<defs>{}</defs>", drawn) if drawn else drawn


def _written(shapes: Sequence[Shape]) -> SafeString:
    # Names and attributes are words and numbers of `Drawing`; only texts come from elsewhere.
    return mark_safe("".join(map(_element, shapes)))  # noqa: S308


def _rows(rows: Sequence[StampRow]) -> SafeString:
    told = []
    for row in rows:
        uses = [
            f'<use href="#{name}" x="{at}"/>' for name, at in zip(row.names, row.at, strict=True)
        ]
        told.append(f'<g transform="translate(0 {row.y})">{"".join(uses)}</g>')
    return mark_safe("".join(told))  # noqa: S308 -- names and numbers of `Drawing`


def _element(shape: Shape) -> str:
    told = "".join([f' {name}="{value}"' for name, value in shape.attributes])
    if not shape.text:
        return f"<{shape.name}{told}/>"
    return f"<{shape.name}{told}>{escape(shape.text)}</{shape.name}>"
