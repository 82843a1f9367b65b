"""Which side a status counts as in a project, and what households are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from outreach.assignment.sides import USUAL_SIDES, Composition, Side, Sides, composition_of
from outreach.models import HouseholdMember, StatusSide
from participants.models import Participant
from participants.queries.displacement import status_on
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


def sides_of_people(people: Iterable[Participant], day: date, sides: Sides) -> dict[UUID, Side]:
    """On which side some participants stand on a day; who is not there is unresolved.

    Of a woman with several records, what any of them tells counts.
    """
    asked = list(people)
    statuses = status_on(day, {person.canonical_id for person in asked})
    found = {person.pk: statuses.get(person.canonical_id, "") for person in asked}
    return {person: sides[status] for person, status in found.items() if status in sides}
