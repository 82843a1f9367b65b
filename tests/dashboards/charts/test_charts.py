"""Charts: what they draw at their edges, in both directions, and what stands around them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from django.utils import translation

from dashboards.charts import (
    NOTHING,
    BarChart,
    Funnel,
    Heatmap,
    HeatmapRow,
    LineChart,
    Series,
    Sparkline,
    StackedChart,
    Step,
    Tile,
    Value,
)
from dashboards.charts.drawing import round_top, wrap
from dashboards.charts.heatmap import TILE

LONG = "ژنانی ئاوارەبوو کە لە چەندین پارێزگاوە هاتوون و لەگەڵ خزمەکانیان لە شوێنی کرێ دەژین"
SVG = "{http://www.w3.org/2000/svg}"
WORDS = {kind: kind.value for kind in Tile}
LETTERS = {Tile.LATE: "L", Tile.EXCUSED: "E", Tile.ABSENT: "A"}


def percent(part, base):
    return Value(100 * part / base, f"{100 * part // base} % ({part} of {base})")


def line(*series, times=("week 1", "week 2", "week 3")):
    return LineChart("Attendance rose", "By week.", "Week", times, series, 100, "100 %")


def bars(*pairs):
    return BarChart("Most came", "By site.", "Site", "Women", pairs)


def heatmap(people=2, sessions=3, tile=Tile.PRESENT):
    rows = tuple(HeatmapRow(f"{LONG} {at}", (tile,) * sessions) for at in range(people))
    columns = tuple(str(at + 1) for at in range(sessions))
    return Heatmap("Nobody missed", "Women by sessions.", "Name", columns, rows, WORDS, LETTERS)


def stacked(*parts, wholes=("Group 3",)):
    return StackedChart("Half and half", "By status.", "Cohort", wholes, parts, 0.4, "40 %")


CHARTS = {
    "line": line(Series("host", (percent(9, 10), NOTHING, percent(0, 10)))),
    "one point": line(Series("host", (percent(1, 2),)), times=("week 1",)),
    "no data": line(Series("host", (NOTHING,) * 3)),
    "nothing at all": line(times=()),
    "long label": line(Series(LONG, (percent(10, 10),) * 3), times=(LONG,) * 3),
    "bars": bars((LONG, Value(25, "25")), ("b", Value(0, "0")), ("c", NOTHING)),
    "no bars": bars(),
    "single zero": bars(("a", Value(0, "0"))),
    "all of it": BarChart("All", "All.", "Site", "Share", (("a", percent(9, 9)),), top=100),
    "stacked": stacked(Series(LONG, (Value(3, "3"),)), Series("b", (Value(0, "0"),))),
    "stacked with a hidden part": stacked(
        Series("a", (Value(3, "3"),)), Series("b", (Value(None, "hidden"),))
    ),
    "stacked of nothing": stacked(Series("a", (Value(0, "0"),))),
    "heatmap of 60 women": heatmap(60, 24),
    "heatmap of nobody": heatmap(0, 3),
    "funnel": Funnel(
        "Half stayed",
        "From the first step.",
        ("Step", "Women", "Share"),
        (Step("reached", Value(20, "20")), Step("enrolled", Value(10, "10"), "50 %")),
    ),
}


def page(chart, language="en"):
    with translation.override(language):
        return Template("{% load charts %}{% chart shown %}").render(Context({"shown": chart}))


def svg_of(html):
    found = re.search(r"<svg.*?</svg>", html, re.DOTALL)
    return ElementTree.fromstring(  # noqa: S314 -- our own
        found[0].replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    )


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_whole_at_its_edges(name, language):
    chart = CHARTS[name]
    html = page(chart, language)

    assert chart.title in html
    assert chart.summary in html
    assert "style=" not in html
    assert "NaN" not in html
    if chart.is_empty:
        assert "<svg" not in html
    else:
        svg = svg_of(html)
        assert svg.get("role") == "img"
        assert svg.get("aria-label") == f"{chart.title}. {chart.summary}"
        assert svg.get("direction") == ("ltr" if language == "en" else "rtl")
        _, _, wide, high = map(float, svg.get("viewBox").split())
        for shape in svg.iter():
            for name_, most in (("x", wide), ("cx", wide), ("y", high), ("cy", high)):
                if shape.get(name_):
                    assert -1 <= float(shape.get(name_)) <= most + 1


@pytest.mark.parametrize("name", [name for name, chart in CHARTS.items() if chart.table().rows])
def test_the_same_numbers_stand_in_a_table(name):
    html = page(CHARTS[name])

    assert "<details>" in html
    cells = [cell for row in CHARTS[name].table().rows for cell in row]
    assert [cell for cell in cells if cell not in html] == []


def test_where_people_read_from_the_right_time_runs_from_the_right():
    chart = CHARTS["line"]
    rises = {rtl: chart.draw(rtl=rtl) for rtl in (False, True)}

    def dots(drawing):
        return [
            float(dict(shape.attributes)["cx"])
            for shape in drawing.shapes
            if shape.name == "circle"
        ]

    assert dots(rises[False]) == sorted(dots(rises[False]))
    assert dots(rises[True]) == [rises[True].width - x for x in dots(rises[False])]


def test_both_ends_of_time_are_labelled():
    texts = [shape.text for shape in CHARTS["line"].draw(rtl=True).shapes]

    assert {"week 1", "week 3"} < set(texts)
    assert "week 2" not in texts


def test_a_gap_is_not_bridged():
    values = (percent(9, 10), NOTHING, percent(5, 10))

    shapes = line(Series("host", values)).draw(rtl=False).shapes

    assert sum(shape.name == "circle" for shape in shapes) == 2
    assert not any("L" in dict(shape.attributes).get("d", "") for shape in shapes)


def test_a_short_word_beside_a_bar_has_room_for_a_wide_last_letter():
    drawing = bars(("a", Value(None, "مخفي")), ("b", Value(None, "مخفي"))).draw(rtl=True)

    starts = [float(dict(one.attributes)["x"]) for one in drawing.shapes if one.text == "مخفي"]
    # As wide as a browser draws it: it runs from there to the left edge.
    assert starts
    assert min(starts) >= 40


def test_bars_share_one_scale():
    shapes = bars(("a", Value(10, "10")), ("b", Value(5, "5 of 5 and more"))).draw(rtl=False).shapes

    wide = [
        float(dict(shape.attributes)["width"])
        for shape in shapes
        if ("class", "bar") in shape.attributes
    ]
    assert wide[0] == pytest.approx(2 * wide[1], abs=0.2)


def test_the_scale_tells_nothing_of_a_hidden_number():
    hidden = Value(None, "hidden")
    shown = line(Series("host", (Value(7, "7"), hidden, hidden)))

    assert LineChart("t", "s", "c", shown.times, shown.series).draw(rtl=False) == LineChart(
        "t", "s", "c", shown.times, (Series("host", (Value(7, "7"), hidden, hidden)),)
    ).draw(rtl=False)
    assert "8" not in [
        shape.text
        for shape in LineChart("t", "s", "c", shown.times, shown.series).draw(rtl=False).shapes
    ]


def test_a_whole_with_a_hidden_part_is_left_empty():
    looks = [
        dict(shape.attributes).get("class")
        for shape in CHARTS["stacked with a hidden part"].draw(rtl=False).shapes
    ]

    # Two of the key, none in the bar: the length of one would tell the other.
    assert looks.count("part") == 2
    assert "track" in looks


def test_parts_are_told_apart_by_pattern():
    shapes = CHARTS["stacked"].draw(rtl=False).shapes
    fills = [dict(shape.attributes).get("fill") for shape in shapes if shape.name == "rect"]

    assert {"url(#part-1)", "url(#part-2)"} <= set(fills)


def test_each_mark_has_a_shape_of_its_own():
    looks = {}
    for tile in Tile:
        ((_name, shapes),) = heatmap(1, 1, tile).draw(rtl=False).stamps.items()
        looks[tile] = tuple(
            (shape.name, dict(shape.attributes).get("rx"), shape.text) for shape in shapes
        )

    # Not recorded, to come: the same frame, one of them dashed by its class.
    assert len(set(looks.values())) == len(Tile) - 1
    assert looks[Tile.UNRECORDED] == looks[Tile.TO_COME]


def test_a_mark_is_drawn_once_and_stands_in_many_places():
    svg = svg_of(page(heatmap(2, 3)))
    (drawn,) = svg.find(f"{SVG}defs")

    # Six marks and the key.
    assert [use.get("href") for use in svg.iter(f"{SVG}use")] == [f"#{drawn.get('id')}"] * 7


def test_a_mark_stands_where_its_session_does_in_both_directions():
    def places(rtl):
        drawing = heatmap(1, 3).draw(rtl=rtl)
        heads = [one for one in drawing.shapes if one.text in ("1", "2", "3")]
        return [float(at) for at in drawing.rows[0].at], [
            float(dict(one.attributes)["x"]) - TILE / 2 for one in heads
        ]

    for rtl in (False, True):
        uses, heads = places(rtl)
        assert uses == heads
        assert uses == sorted(uses, reverse=rtl)


def test_a_tick_is_not_mirrored():
    def tick(rtl):
        (shapes,) = heatmap(1, 1).draw(rtl=rtl).stamps.values()
        path = next(dict(one.attributes)["d"] for one in shapes if one.name == "path")
        return [float(x) for x in re.findall(r"[ML](-?[\d.]+),", path)]

    assert tick(True) == sorted(tick(True))


def test_text_is_escaped():
    html = page(bars(("<script>alert(1)</script>", Value(1, "1"))))

    assert "<script>" not in html


def test_a_sparkline_tells_its_label():
    shown = Sparkline("Attendance: 80 %, then 90 %", (Value(80, "80"), NOTHING, Value(90, "90")))

    html = Template("{% load charts %}{% sparkline shown %}").render(Context({"shown": shown}))

    assert svg_of(html).get("aria-label") == shown.label
    assert Sparkline("", ()).is_empty


@pytest.mark.parametrize(
    ("largest", "top"), [(0, 1), (1, 1), (3, 5), (7, 10), (11, 20), (100, 100), (101, 200)]
)
def test_an_axis_ends_at_a_round_number(largest, top):
    assert round_top(largest) == top


def test_long_labels_wrap_and_then_shorten():
    lines = wrap(LONG, 200)

    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert wrap("short", 200) == ["short"]
    assert wrap("", 200) == [""]
