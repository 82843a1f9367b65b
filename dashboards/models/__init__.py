"""Indicators, their targets, reports as they were frozen, and counts that triggers keep."""

from dashboards.models.counts import CohortCount, PlaceChange, SessionCount, WeekCount
from dashboards.models.indicator import Indicator, Target
from dashboards.models.report import ReportBasis, ReportSnapshot

__all__ = [
    "CohortCount",
    "Indicator",
    "PlaceChange",
    "ReportBasis",
    "ReportSnapshot",
    "SessionCount",
    "Target",
    "WeekCount",
]
