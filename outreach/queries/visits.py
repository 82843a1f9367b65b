"""Visits as lists and pages tell them, for people who may open each one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Prefetch

from outreach.models import RoundGraduate, Visit, Visitor

if TYPE_CHECKING:
    from core.scope import Scoped
    from outreach.models.visit import VisitQuerySet

RECENT = timedelta(days=7)
TOLD = ("household__area", "team", "round", "project_site__site")


@dataclass(slots=True)
class Underway:
    """Visits that ask for somebody now: overdue first, then on their way, then untold."""

    overdue: list[Visit] = field(default_factory=list)
    out: list[Visit] = field(default_factory=list)
    untold: list[Visit] = field(default_factory=list)


def with_women(visits: VisitQuerySet) -> VisitQuerySet:
    """Visits with what their cards tell, the women of the team in one query more."""
    women = RoundGraduate.objects.select_related("enrolment__participant").order_by("pk")
    return visits.select_related(*TOLD).prefetch_related(
        Prefetch("team__graduates", women, to_attr="women")
    )


def underway(user: Scoped, now: datetime) -> Underway:
    """What is going on at her places, in two queries."""
    told = Underway()
    begun = Visit.objects.visible_to(user).filter(left_base_at__isnull=False)
    for visit in with_women(begun.out() | begun.open()).order_by("left_base_at", "pk"):
        if visit.is_overdue(now):
            told.overdue.append(visit)
        elif visit.is_out:
            told.out.append(visit)
        else:
            told.untold.append(visit)
    return told


def to_come(user: Scoped) -> VisitQuerySet:
    """Planned visits that nobody has set off for, the oldest day first."""
    planned = Visit.objects.visible_to(user).open().filter(left_base_at=None, round__closed_at=None)
    return with_women(planned).order_by("on_day", F("household__urgency").desc(), "pk")


def overdue_for(user: Scoped, now: datetime, places: frozenset[int]) -> list[Visit]:
    """The overdue visits at some of her places, in one query."""
    late = Visit.objects.visible_to(user).overdue(now).filter(project_site__in=places)
    return list(late.select_related("household", "team", "round").order_by("left_base_at"))


def visitors_of(visit: Visit) -> list[Visitor]:
    """Who went on a visit."""
    went = visit.visitors.select_related("graduate__enrolment__participant", "user")
    return list(went.order_by("pk"))
