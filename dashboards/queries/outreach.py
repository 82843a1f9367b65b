"""Visits to households in need and what they received, each with the household or person behind."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from dashboards.indicators.units import Answer, Period, Unit
from dashboards.queries.pieces import age_on, rows_of, status_on
from outreach.models import HouseholdInNeed
from outreach.models.words import ResultWord
from outreach.queries import indicators
from outreach.queries.households import with_composition

STATUS = {"host": "host", "idp": "idp", "idp_returnee": "returnee", "refugee_returnee": "returnee"}
NOT_KNOWN = ("unknown", "refused", "")

_GRADUATES = f"""
WITH women AS (
    SELECT p.canonical_id AS person, min(v.on_day) AS day
    FROM outreach_visit v
    JOIN outreach_visitor went ON went.visit_id = v.id
    JOIN outreach_roundgraduate g ON g.id = went.graduate_id
    JOIN trainings_enrolment e ON e.id = g.enrolment_id
    JOIN participants_participant p ON p.id = e.participant_id
    WHERE v.project_site_id = ANY(%(places)s) AND v.outcome = 'done'
        AND v.on_day BETWEEN %(first)s AND %(last)s
    GROUP BY 1
)
SELECT survivor.id, {status_on("w.day", "survivor.id")}, {age_on("w.day")}
FROM women w
JOIN participants_participant survivor ON survivor.id = w.person
ORDER BY survivor.id
"""


def visits_made(period: Period) -> Answer:
    """Visits that were made, by what the rule says of them."""
    return Answer([Unit(household, 1, result=result) for household, result, _ in _visits(period)])


def visits_across(period: Period) -> Answer:
    """Of the visits that were made, those across the line; mixed ones are in the whole alone."""
    return Answer(
        [
            Unit(household, int(result == ResultWord.CROSS), 1)
            for household, result, _ in _visits(period)
        ]
    )


def visits_excepted(period: Period) -> Answer:
    """Of the visits that were made, those that a manager allowed against the rule."""
    return Answer(
        [Unit(household, int(at is not None), 1) for household, _result, at in _visits(period)]
    )


def households_visited(period: Period) -> Answer:
    """Households that were visited, by what is known of them now."""
    visited = HouseholdInNeed.objects.filter(
        pk__in={household for household, _result, _at in _visits(period)}
    ).select_related("project_site")
    return Answer(
        [
            Unit(household.pk, 1, composition=composition.value)
            for household, composition in with_composition(visited.order_by("pk"))
        ]
    )


def households_in_touch(period: Period) -> Answer:
    """Of the households that were visited or came, those that asked for another visit or came."""
    span = (period.project_sites, period.first, period.last)
    visited = set[UUID](indicators.visits_made(*span).values_list("household", flat=True))
    asked = set[UUID](
        indicators.visits_made(*span).filter(wants_return=True).values_list("household", flat=True)
    )
    came = set[UUID](indicators.households_that_came(*span).values_list("pk", flat=True))
    return Answer([Unit(one, int(one in asked | came), 1) for one in sorted(visited | came)])


def garments_delivered(period: Period) -> Answer:
    """Garments that people received and kept, by who they are."""
    delivered = indicators.garments_received(period.project_sites, period.first, period.last)
    pieces = Counter(
        delivered.values_list("member", "member__status", "member__sex", "member__age_band")
    )
    return Answer(
        [
            Unit(
                member,
                number,
                status="unknown" if status in NOT_KNOWN else STATUS.get(status, "other"),
                recipient_sex=sex,
                recipient_age=age,
            )
            for (member, status, sex, age), number in sorted(pieces.items())
        ]
    )


def graduates_active(period: Period) -> Answer:
    """Women who went on at least one visit that was made; described on the first such day."""
    asked = {"places": list(period.project_sites), "first": period.first, "last": period.last}
    return Answer(
        [
            Unit(person, 1, status=status, age=age)
            for person, status, age in rows_of(_GRADUATES, asked)
        ]
    )


def _visits(period: Period) -> list[tuple[UUID, str, object]]:
    """The household, the result and the exception of each visit."""
    made = indicators.visits_made(period.project_sites, period.first, period.last)
    return list(made.order_by("pk").values_list("household", "result", "exception_at"))
