"""The question about who was asked about after an absence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dashboards.indicators.registry import Question
from dashboards.indicators.units import Kind
from dashboards.queries import follow_ups

QUESTIONS = (
    Question(
        "follow_ups_in_time",
        _("Absences asked about within two days"),
        _("percent of absences"),
        Kind.SHARE,
        follow_ups.asked_about_in_time,
        ("status",),
    ),
)
