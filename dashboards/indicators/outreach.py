"""The questions about visits to households in need, and what they received."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dashboards.indicators.registry import Question
from dashboards.indicators.units import Kind
from dashboards.queries import outreach

# Behind every number stand households, or the people of households who received something. That
# nobody of a kind was visited tells of no household, so zeros are shown; few never are. Who the
# graduates are is known in their class.

QUESTIONS = (
    Question(
        "visits_made",
        _("Visits to households"),
        _("visits"),
        Kind.SUM,
        outreach.visits_made,
        ("result",),
    ),
    Question(
        "visits_across",
        _("Visits across communities"),
        _("percent of visits"),
        Kind.SHARE,
        outreach.visits_across,
    ),
    Question(
        "visits_excepted",
        _("Visits that a manager allowed against the rule"),
        _("percent of visits"),
        Kind.SHARE,
        outreach.visits_excepted,
    ),
    Question(
        "households_visited",
        _("Households visited"),
        _("households"),
        Kind.PEOPLE,
        outreach.households_visited,
        ("composition",),
    ),
    Question(
        "households_in_touch",
        _("Households that asked for another visit, or came themselves"),
        _("percent of households"),
        Kind.SHARE,
        outreach.households_in_touch,
    ),
    Question(
        "garments_delivered",
        _("Garments that people in need received"),
        _("garments"),
        Kind.SUM,
        outreach.garments_delivered,
        ("status", "recipient_sex", "recipient_age"),
    ),
    Question(
        "graduates_active",
        _("Graduates who went on visits"),
        _("women"),
        Kind.PEOPLE,
        outreach.graduates_active,
        ("status", "age"),
        "hide",
    ),
)
