"""The questions about who was asked about and who was visited."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dashboards.indicators.registry import Question
from dashboards.indicators.units import Kind
from dashboards.queries import follow_ups, visits

QUESTIONS = (
    Question(
        "follow_ups_in_time",
        _("Absences asked about within two days"),
        _("percent of absences"),
        Kind.SHARE,
        follow_ups.asked_about_in_time,
        ("status",),
    ),
    Question(
        "visits_made",
        _("Visits to households"),
        _("visits"),
        Kind.SUM,
        visits.visits_made,
    ),
    Question(
        "visits_across",
        _("Visits across communities"),
        _("percent of visits"),
        Kind.SHARE,
        visits.visits_across,
    ),
    Question(
        "garments_delivered",
        _("Garments that people in need received"),
        _("garments"),
        Kind.SUM,
        visits.garments_delivered,
        ("status",),
    ),
)
