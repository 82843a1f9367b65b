"""The files of this room, registered with accounts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.file_kinds import Kind, register
from accounts.roles import Permission

QUESTIONS = "dashboards.forms.files"
REPORT, CATALOGUE = "report", "catalogue-numbers"


def register_files() -> None:
    """Numbers of a project and of the catalogue, reports, and records with codes."""
    register(
        Kind(
            "project-numbers",
            _("Numbers of a project"),
            _("Women, attendance, cohorts and visits of a quarter; small groups are hidden."),
            "statistics",
            Permission.STATISTICS_SEE,
            f"{QUESTIONS}.QuarterOfProjectForm",
            formats=("xlsx", "csv", "pdf"),
        )
    )
    register(
        Kind(
            "indicators",
            _("Indicators of a project"),
            _("What each should reach and has reached in a quarter; small groups are hidden."),
            "statistics",
            Permission.STATISTICS_SEE,
            f"{QUESTIONS}.IndicatorsForm",
            formats=("xlsx", "csv", "pdf"),
        )
    )
    register(
        Kind(
            REPORT,
            _("Report"),
            _("The log frame of a report as it was frozen; small groups are hidden."),
            "statistics",
            Permission.REPORTS_SEE,
            f"{QUESTIONS}.ReportForm",
            formats=("xlsx", "pdf"),
            # Its page leads to it.
            is_offered=False,
        )
    )
    register(
        Kind(
            CATALOGUE,
            _("What the courses delivered"),
            _("Women, attendance, cohorts and sessions by version; small groups are hidden."),
            "statistics",
            Permission.CATALOGUE_EDIT,
            f"{QUESTIONS}.CatalogueForm",
            formats=("xlsx", "csv", "pdf"),
            # There is nothing to choose, so its page gives it.
            is_offered=False,
        )
    )
    register(
        Kind(
            "coded-attendance",
            _("Attendance with codes"),
            _("A line for each mark, for your own analysis. No name, no phone, no community."),
            "coded",
            Permission.CODED_TAKE,
            f"{QUESTIONS}.AttendanceForm",
        )
    )
    register(
        Kind(
            "coded-enrolments",
            _("Places in cohorts with codes"),
            _("A line for each place, with how often she came. No name, no phone, no community."),
            "coded",
            Permission.CODED_TAKE,
            f"{QUESTIONS}.EnrolmentsForm",
        )
    )
    register(
        Kind(
            "coded-sessions",
            _("Sessions"),
            _("A line for each session that was planned, held or moved; nobody is in it."),
            "coded",
            Permission.CODED_TAKE,
            f"{QUESTIONS}.SessionsForm",
        )
    )
