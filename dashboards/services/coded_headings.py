"""What stands above the columns of coded records."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from core.exports.hxl import hxl
from dashboards.queries.coded import ATTENDANCE, ENROLMENTS, SESSIONS

Heading = tuple[Any, str]

_COHORT: Heading = (gettext_lazy("Cohort (code)"), "")
_WHO: tuple[Heading, ...] = ((gettext_lazy("Woman (code)"), ""), _COHORT)
_COURSE: Heading = (gettext_lazy("Course (code)"), hxl("project / activity", 1))
_DAY: Heading = (gettext_lazy("Day"), hxl("date"))
_TOLD: tuple[Heading, ...] = (
    (gettext_lazy("Displaced, host or other"), hxl("beneficiary type (text)")),
    (gettext_lazy("Age band"), hxl("age range")),
)
HEADINGS: dict[str, tuple[Heading, ...]] = {
    ATTENDANCE: (
        *_WHO,
        _COURSE,
        (gettext_lazy("Session"), ""),
        _DAY,
        (gettext_lazy("Kind of session"), ""),
        (gettext_lazy("Inside another session"), ""),
        (gettext_lazy("Mark"), ""),
        (gettext_lazy("Minutes late"), ""),
        *_TOLD,
    ),
    ENROLMENTS: (
        *_WHO,
        _COURSE,
        (gettext_lazy("From"), hxl("date")),
        (gettext_lazy("Until, not including"), hxl("date", 1)),
        (gettext_lazy("State"), hxl("status of activity")),
        (gettext_lazy("Present"), ""),
        (gettext_lazy("Late"), ""),
        (gettext_lazy("Excused"), ""),
        (gettext_lazy("Absent"), ""),
        *_TOLD,
    ),
    SESSIONS: (
        _COHORT,
        _COURSE,
        (gettext_lazy("Session"), ""),
        _DAY,
        (gettext_lazy("Begins at"), ""),
        (gettext_lazy("Minutes"), ""),
        (gettext_lazy("Kind of session"), ""),
        (gettext_lazy("Inside another session"), ""),
        (gettext_lazy("Makes up for another"), ""),
        (gettext_lazy("State"), hxl("status of activity")),
        (gettext_lazy("Why not"), ""),
    ),
}
