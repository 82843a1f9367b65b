"""The questions about classes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dashboards.indicators.registry import Question
from dashboards.indicators.units import Kind
from dashboards.queries import classes, marks, women

EVERY_SIDE = ("status", "age", "disability")

QUESTIONS = (
    Question(
        "women_enrolled",
        _("Women enrolled"),
        _("women"),
        Kind.PEOPLE,
        women.women_enrolled,
        EVERY_SIDE,
        "hide",
    ),
    Question(
        "women_completed",
        _("Women who completed a course"),
        _("women"),
        Kind.PEOPLE,
        women.women_completed,
        EVERY_SIDE,
        "hide",
    ),
    Question(
        "attendance_rate",
        _("Attendance rate"),
        _("percent of marks"),
        Kind.SHARE,
        marks.attendance_rate,
        ("status",),
    ),
    Question(
        "commitment_rate",
        _("Commitment rate: there or excused"),
        _("percent of marks"),
        Kind.SHARE,
        marks.commitment_rate,
        ("status",),
    ),
    Question(
        "dialogue_minutes",
        _("Minutes of dialogue"),
        _("minutes that women were in"),
        Kind.SUM,
        marks.dialogue_minutes,
        ("status",),
    ),
    Question(
        "sessions_held",
        _("Sessions held of those planned"),
        _("percent of sessions"),
        Kind.SHARE,
        classes.sessions_held,
    ),
    Question(
        "cohorts_within_balance",
        _("Cohorts within the balance target"),
        _("percent of cohorts"),
        Kind.SHARE,
        classes.cohorts_within_balance,
    ),
    Question(
        "progression",
        _("Women who went on to another course"),
        _("percent of those who completed one"),
        Kind.SHARE,
        women.women_who_went_on,
        ("status",),
    ),
)
