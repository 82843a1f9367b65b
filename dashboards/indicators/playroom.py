"""The questions about the playroom."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dashboards.indicators.registry import Question
from dashboards.indicators.units import Kind
from dashboards.queries import playroom

OF_CHILDREN = ("child_age", "child_sex")
# That no child of an age came can be seen through the door, so zeros are shown; few never are.

QUESTIONS = (
    Question(
        "playroom_children",
        _("Children looked after in the playroom"),
        _("children"),
        Kind.PEOPLE,
        playroom.children,
        OF_CHILDREN,
    ),
    Question(
        "playroom_stays",
        _("Stays in the playroom"),
        _("stays of children"),
        Kind.SUM,
        playroom.stays,
        OF_CHILDREN,
    ),
    Question(
        "playroom_hours",
        _("Hours in the playroom"),
        _("hours of children"),
        Kind.SUM,
        playroom.hours,
        OF_CHILDREN,
    ),
    Question(
        "playroom_mothers",
        _("Mothers who use the playroom"),
        _("percent of women with a child on record"),
        Kind.SHARE,
        playroom.mothers_who_use_it,
    ),
    Question(
        "playroom_attendance",
        _("Attendance of mothers, with the playroom and without"),
        _("percent of marks"),
        Kind.SHARE,
        playroom.attendance_of_mothers,
        ("playroom",),
    ),
    Question(
        "playroom_above_ratio",
        _("Sessions above the ratio of the playroom"),
        _("percent of sessions with children inside"),
        Kind.SHARE,
        playroom.sessions_above_ratio,
    ),
)
