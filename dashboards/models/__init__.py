"""Indicators, their targets, and reports as they were frozen."""

from dashboards.models.indicator import Indicator, Target
from dashboards.models.report import ReportBasis, ReportSnapshot

__all__ = ["Indicator", "ReportBasis", "ReportSnapshot", "Target"]
