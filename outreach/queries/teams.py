"""Who takes part in a round, and in which teams."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from outreach.models import Round, RoundGraduate, Team
from outreach.queries.people import graduates_of
from trainings.models import Enrolment


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team, its women, and how many visits it has yet to make."""

    team: Team
    women: list[RoundGraduate]
    to_make: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """A graduate of the cohort; `taking_part` is None where she does not take part."""

    enrolment: Enrolment
    taking_part: RoundGraduate | None


def teams_of(round_: Round) -> tuple[list[TeamLine], list[RoundGraduate]]:
    """The teams of a round and the women who are in none, in two queries."""
    women: dict[UUID | None, list[RoundGraduate]] = defaultdict(list)
    for woman in round_.graduates.select_related("enrolment__participant").order_by(
        "enrolment__participant__sort_key", "pk"
    ):
        women[woman.team_id].append(woman)
    open_visits = Count("visits", filter=Q(visits__outcome=""))
    teams = round_.teams.select_related("area").annotate(to_make=open_visits).order_by("number")
    lines = [
        TeamLine(team, women[team.pk], team.to_make)  # type: ignore[attr-defined]
        for team in teams
        if team.pk in women
    ]
    return lines, women[None]


def chosen_of(round_: Round) -> list[Chosen]:
    """Every graduate of the cohort, by name, in two queries."""
    taking_part = {woman.enrolment_id: woman for woman in round_.graduates.all()}
    return [Chosen(place, taking_part.get(place.pk)) for place in graduates_of(round_.cohort)]
