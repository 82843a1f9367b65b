"""Papers of this room as plain data for their templates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from core.dates import whole_day_text
from core.text import is_right_to_left, isolated
from dashboards.figures.log_frame import LogLine, log_lines
from dashboards.models import ReportSnapshot
from dashboards.queries.project import Quarter
from programmes.models import Project

LOG_FRAME: Final = Path(__file__).resolve().parent / "log_frame.typ"


def log_frame_of(report: ReportSnapshot) -> dict[str, Any]:
    """A report in the language of the page, with the same texts that its page shows."""
    signed = (
        _("Signed by %(name)s on %(day)s.")
        % {"name": isolated(report.signed_by.full_name), "day": whole_day_text(report.signed_at)}
        if report.signed_by and report.signed_at
        else _("Not signed yet: donors do not see it.")
    )
    lines = log_lines(report)
    return {
        **_frame(
            _("Report %(number)s") % {"number": report.number},
            report.project,
            (report.first_on, report.last_on),
            lines,
        ),
        "signed": signed,
        "version": f"{whole_day_text(report.frozen_at)} · {report.code_version}",
        # Each paragraph in the direction of its own language, whatever that of the paper is.
        "narrative": [
            {
                "text": line,
                "dir": _direction(is_right_to_left(line, otherwise=get_language_bidi())),
            }
            for line in report.narrative.splitlines()
        ],
        "tables": [
            {
                "title": f"{isolated(line.text)} · {line.unit}",
                "by": grid.title,
                "head": grid.columns,
                "lines": [[label, *cells] for label, cells in grid.lines],
                "hidden": _("too few people to tell any part of it") if grid.is_hidden else "",
            }
            for line in lines
            for grid in line.grids
        ],
    }


def standing_frame_of(
    project: Project, quarter: Quarter, lines: Sequence[LogLine], sites: Sequence[str]
) -> dict[str, Any]:
    """The log frame of a period that is not reported yet; `sites` where not all were counted."""
    told = [_("Not reported yet: these numbers go on.")]
    if sites:
        told += [
            _("Counted here:") + " " + _(", ").join(map(isolated, sites)) + ".",
            _("Targets are about the whole project."),
        ]
    return {
        **_frame(_("Indicators"), project, (quarter.first, quarter.last), lines),
        "signed": " ".join(told),
        "version": whole_day_text(timezone.localdate()),
        "narrative": [],
        "tables": [],
    }


def _frame(
    title: str, project: Project, days: tuple[date, date], lines: Sequence[LogLine]
) -> dict[str, Any]:
    first, last = map(whole_day_text, days)
    return {
        "lang": (get_language() or "ar").split("-")[0],
        "dir": _direction(get_language_bidi()),
        "title": title,
        "heading": f"{title} · {isolated(project.name)}",
        "subheading": f"{first} – {last}",
        "narrative_title": _("What the numbers do not tell"),
        "note": _(
            "Numbers of a few people are hidden, and whatever would give them away. "
            "“–” means that nothing was agreed or counted."
        ),
        "head": [_("Indicator"), _("Reached"), _("Target"), _("Baseline")],
        "rows": [_row(line) for line in lines],
        "detail": _("In detail"),
    }


def _direction(right_to_left: bool) -> str:
    return "rtl" if right_to_left else "ltr"


def _row(line: LogLine) -> dict[str, str]:
    since = {"unit": line.unit, "day": line.since}
    return {
        "text": isolated(line.text),
        "level": " · ".join(filter(None, (line.level, line.eu_code))),
        "reached": line.reached if line.is_measured else _("not measured yet"),
        "unit": _("%(unit)s, since %(day)s") % since if line.since else line.unit,
        "target": line.target,
        "baseline": line.baseline,
        "baseline_on": line.baseline_on,
    }
