"""Households in need in a list and on their page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, QuerySet

from outreach.assignment.sides import Composition
from outreach.measuring import is_too_old
from outreach.models import (
    Garment,
    HouseholdConsent,
    HouseholdInNeed,
    HouseholdMember,
    MeasurementSet,
)
from outreach.models.consent import decision_on
from outreach.queries.measures import sets_of
from outreach.queries.sides import compositions_of, sides_of

if TYPE_CHECKING:
    from outreach.models.household import HouseholdQuerySet


@dataclass(frozen=True, slots=True)
class Line:
    """A member of a household with what was measured and sewn."""

    member: HouseholdMember
    latest: MeasurementSet | None
    is_due: bool
    garments: list[Garment] = field(default_factory=list)


def for_list(households: HouseholdQuerySet) -> QuerySet[HouseholdInNeed]:
    """Households with what was agreed; the open ones first, the most urgent first."""
    return (
        households.select_related("area", "project_site__site", "project_site__project")
        .annotate(agreed=decision_on(HouseholdConsent.Purpose.VISIT))
        .order_by(F("closed_at").asc(nulls_first=True), "-urgency", "number", "pk")
    )


def with_composition(
    households: Iterable[HouseholdInNeed],
) -> list[tuple[HouseholdInNeed, Composition]]:
    """What each of some households is made of, in one query and one for each project."""
    told = list(households)
    by_project: dict[UUID, list[UUID]] = defaultdict(list)
    for household in told:
        by_project[household.project_site.project_id].append(household.pk)
    found: dict[UUID, Composition] = {}
    for project, ids in by_project.items():
        found |= compositions_of(ids, sides_of(project))
    return [(household, found[household.pk]) for household in told]


def lines_of(household: HouseholdInNeed, today: date) -> list[Line]:
    """Who lives there, in three queries."""
    members = list(household.members.living_there().order_by("-is_head", "created_at", "pk"))
    sets = sets_of(member.pk for member in members)
    garments: dict[UUID, list[Garment]] = defaultdict(list)
    for garment in household.garments.order_by("ordered_at", "pk"):
        garments[garment.member_id].append(garment)
    return [
        Line(
            member,
            latest := next(iter(sets.get(member.pk, [])), None),
            latest is not None
            and is_too_old(latest.taken_on, is_child=member.is_child, today=today),
            garments[member.pk],
        )
        for member in members
    ]
