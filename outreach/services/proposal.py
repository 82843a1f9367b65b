"""Visits proposed for a whole round: who goes where, and on which day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core.text import fold
from outreach.assignment.child import Match, NoAnswer, ask
from outreach.assignment.sides import Side, result_of
from outreach.assignment.values import Household, Place
from outreach.assignment.values import Team as TeamValue
from outreach.models import HouseholdInNeed, Round, RoundGraduate, Team, Visit
from outreach.queries.people import languages_of
from outreach.queries.sides import sides_at
from outreach.queries.waiting import Waiting, waiting_in
from outreach.services.refusals import CannotChange, written
from outreach.services.rounds import lock_round, require_not_over
from outreach.services.teams import no_answer
from programmes.calendar import working_days

if TYPE_CHECKING:
    from accounts.models import User

Taken = Counter[tuple[UUID, date]]
"""How many visits a team makes on a day."""


@transaction.atomic
def propose_visits(*, round_: Round, by: User) -> int:
    """Plan a visit for every household that can have one; answers how many.

    What a person has planned stays as it is.
    """
    round_ = lock_round(round_)
    require_not_over(round_)
    found = waiting_in(round_, sides_at(round_.project_site_id))
    waiting = [one for one in found if one.can_be_planned]
    days = days_left(round_)
    teams = _teams(round_, days)
    try:
        matching: dict[UUID, UUID] = ask(
            Match(list(teams.values()), [_household(one) for one in waiting])
        )
    except NoAnswer as silence:
        raise CannotChange(no_answer()) from silence
    taken: Taken = Counter(round_.visits.open().values_list("team", "on_day"))
    visits = [
        Visit(
            round=round_,
            household=one.household,
            team_id=team,
            project_site_id=round_.project_site_id,
            on_day=day,
            result=result_of(teams[team].side, one.composition),
            created_by=by,
        )
        for one, team, day in _with_days(waiting, matching, days, taken, round_.visits_per_day)
    ]
    with written():
        # In one order, so that two who plan at once wait for each other and not in a circle.
        _lock(one.household_id for one in visits)
        Visit.objects.bulk_create(visits)
    return len(visits)


def days_left(round_: Round) -> list[date]:
    """The working days of a round from today on."""
    first = max(round_.starts_on, timezone.localdate())
    return list(working_days(round_.project_site.site, first, round_.ends_on))


def _teams(round_: Round, days: Sequence[date]) -> dict[UUID, TeamValue]:
    """The teams of a round, with how many more visits each can make on the days that are left."""
    women: dict[UUID, list[RoundGraduate]] = defaultdict(list)
    for graduate in round_.graduates.filter(team__isnull=False).select_related(
        "enrolment__participant"
    ):
        if graduate.team_id:
            women[graduate.team_id].append(graduate)
    planned: Counter[UUID] = Counter(round_.visits.open().values_list("team", flat=True))
    load: Counter[UUID] = Counter(round_.visits.values_list("team", flat=True))
    people = {
        graduate.enrolment.participant_id: team
        for team, members in women.items()
        for graduate in members
    }
    visited = _visited_before(people)
    teams = {}
    for team in Team.objects.filter(pk__in=women).select_related("area"):
        spoken = [languages_of(graduate.enrolment.participant) for graduate in women[team.pk]]
        teams[team.pk] = TeamValue(
            id=team.pk,
            side=Side(team.side),
            capacity=max(len(days) * round_.visits_per_day - planned[team.pk], 0),
            place=_place(team),
            languages=frozenset().union(*spoken),
            visited=frozenset(visited[team.pk]),
            load=load[team.pk],
        )
    return teams


def _visited_before(people: dict[UUID, UUID]) -> dict[UUID, set[UUID]]:
    """The households where one of the women of each team has been, in whatever round."""
    went = Visit.objects.filter(
        visitors__graduate__enrolment__participant__in=list(people)
    ).values_list("visitors__graduate__enrolment__participant", "household")
    visited: dict[UUID, set[UUID]] = defaultdict(set)
    for participant, household in went:
        if participant in people:
            visited[people[participant]].add(household)
    return visited


def _household(waiting: Waiting) -> Household:
    household = waiting.household
    return Household(
        id=household.pk,
        composition=waiting.composition,
        place=_place(household),
        languages=frozenset(household.languages),
        urgency=household.urgency,
    )


def _place(where: Team | HouseholdInNeed) -> Place:
    return Place(where.area_id or "", fold(where.neighbourhood))


def _with_days(
    waiting: Iterable[Waiting],
    matching: dict[UUID, UUID],
    days: Sequence[date],
    taken: Taken,
    most: int,
) -> Iterator[tuple[Waiting, UUID, date]]:
    """The first day on which its team has time, for one household after another."""
    for one in waiting:
        team = matching.get(one.household.pk)
        if team is None:
            continue
        day = next((day for day in days if taken[team, day] < most), None)
        if day is not None:
            taken[team, day] += 1
            yield one, team, day


def _lock(households: Iterable[UUID]) -> None:
    wanted = sorted(households)
    list(HouseholdInNeed.objects.filter(pk__in=wanted).order_by("pk").select_for_update())
