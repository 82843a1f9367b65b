"""Visits by household and garments by who received them, as units."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from dashboards.indicators.units import Answer, Period, Unit
from outreach.models import Garment, Visit
from outreach.models.words import ResultWord

STATUS = {
    "idp": "idp",
    "host": "host",
    "idp_returnee": "returnee",
    "refugee_returnee": "returnee",
    "refugee": "other",
    "other": "other",
}


def visits_made(period: Period) -> Answer:
    """Visits that were made; households stand behind them."""
    found = _made(period).values_list("household").annotate(Count("pk")).order_by("household")
    return Answer([Unit(household, visits) for household, visits in found])


def visits_across(period: Period) -> Answer:
    """Visits across the line among all that were made; mixed ones are in the whole alone."""
    crossed = Count("pk", filter=Q(result=ResultWord.CROSS))
    found = _made(period).values_list("household").annotate(across=crossed, visits=Count("pk"))
    return Answer(
        [Unit(household, across, all_) for household, across, all_ in found.order_by("household")]
    )


def garments_delivered(period: Period) -> Answer:
    """Garments that somebody received, by her or his status; one that came back was not."""
    found = (
        Garment.objects.filter(
            project_site__in=period.project_sites,
            state=Garment.State.DELIVERED,
            delivered_visit__on_day__range=(period.first, period.last),
        )
        .values_list("member", "member__status")
        .annotate(Count("pk"))
        .order_by("member")
    )
    return Answer(
        [
            Unit(member, pieces, status=STATUS.get(status, "unknown"))
            for member, status, pieces in found
        ]
    )


def _made(period: Period) -> QuerySet[Visit]:
    return Visit.objects.filter(
        project_site__in=period.project_sites,
        outcome=Visit.Outcome.DONE,
        on_day__range=(period.first, period.last),
    )
