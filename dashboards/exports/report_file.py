"""A frozen report as one file: its log frame as a spreadsheet, or on paper."""

from __future__ import annotations

from django.utils.translation import gettext as _

from core.exports import Sheet
from core.typesetting import typeset
from dashboards.exports.log_frame import COLUMNS, log_rows
from dashboards.models import ReportSnapshot
from dashboards.papers import LOG_FRAME, log_frame_of


def report_sheet(report: ReportSnapshot) -> Sheet:
    """The numbers that were frozen, and nothing else."""
    paper = log_frame_of(report)
    return Sheet(
        title=_("Log frame"),
        columns=COLUMNS,
        rows=lambda: log_rows(report),
        counted=lambda: sum(1 for _row in log_rows(report)),
        notes=[
            paper["heading"],
            paper["subheading"],
            paper["signed"],
            paper["version"],
            *report.narrative.splitlines(),
            paper["note"],
        ],
        paper=lambda: typeset(LOG_FRAME, paper),
    )
