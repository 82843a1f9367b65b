"""Charts of our own: plain numbers in, plain shapes out; a template writes the SVG.

Nothing here knows the framework or the database. Every text arrives translated; every number
arrives as it may be shown.
"""

from dashboards.charts.bars import BarChart
from dashboards.charts.funnel import Funnel, Step
from dashboards.charts.heatmap import Heatmap, HeatmapRow, Tile
from dashboards.charts.line import LineChart
from dashboards.charts.sparkline import Sparkline
from dashboards.charts.stacked import StackedChart
from dashboards.charts.values import NOTHING, ChartTable, Series, Value

__all__ = [
    "NOTHING",
    "BarChart",
    "ChartTable",
    "Funnel",
    "Heatmap",
    "HeatmapRow",
    "LineChart",
    "Series",
    "Sparkline",
    "StackedChart",
    "Step",
    "Tile",
    "Value",
]
