"""Which side a status counts as in a project, and what households are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from outreach.assignment.sides import USUAL_SIDES, Composition, Side, Sides, composition_of
from outreach.models import HouseholdMember, StatusSide
from participants.models import DisplacementEpisode
from programmes.models import ProjectSite


def sides_of(project_id: UUID) -> Sides:
    """The table of a project: the usual one, but for what it counts otherwise."""
    sides = dict(USUAL_SIDES)
    for status, side in StatusSide.objects.filter(project=project_id).values_list("status", "side"):
        if side:
            sides[status] = Side(side)
        else:
            sides.pop(status, None)
    return sides


def sides_at(project_site_id: int) -> Sides:
    """The table of the project that works at a place."""
    project_id = ProjectSite.objects.values_list("project", flat=True).get(pk=project_site_id)
    return sides_of(project_id)


def compositions_of(households: Iterable[UUID], sides: Sides) -> dict[UUID, Composition]:
    """What some households are made of, in one query; they are all of one project."""
    wanted = list(households)
    statuses: dict[UUID, list[str]] = defaultdict(list)
    members = HouseholdMember.objects.living_there().filter(household__in=wanted)
    for household, status in members.order_by().values_list("household", "status"):
        statuses[household].append(status)
    return {household: composition_of(statuses[household], sides) for household in wanted}


def sides_of_people(people: Iterable[UUID], day: date, sides: Sides) -> dict[UUID, Side]:
    """On which side some participants stand on a day; who is not there is unresolved."""
    episodes = DisplacementEpisode.objects.filter(
        Q(to_on=None) | Q(to_on__gt=day), participant__in=list(people), from_on__lte=day
    )
    return {
        participant: sides[status]
        for participant, status in episodes.values_list("participant", "status")
        if status in sides
    }
