"""Teams of two graduates: proposed, made by hand, split."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from outreach.assignment.child import NoAnswer, PairUp, ask
from outreach.assignment.sides import Side
from outreach.assignment.values import Graduate
from outreach.models import Round, RoundGraduate, Team
from outreach.queries.people import communities_of, languages_of, teams_before
from outreach.services.refusals import CannotChange, written
from outreach.services.rounds import find_sides, lock_round, require_not_over

if TYPE_CHECKING:
    from programmes.models import AdminArea


@transaction.atomic
def propose_teams(*, round_: Round) -> int:
    """Make teams of everybody who is in none; answers how many."""
    round_ = lock_round(round_)
    require_not_over(round_)
    find_sides(round_)
    free = {
        graduate.enrolment.participant_id: graduate
        for graduate in round_.graduates.filter(team=None)
        .exclude(side="")
        .select_related("enrolment__participant")
    }
    communities = communities_of(free)
    question = PairUp(
        [
            Graduate(
                key,
                Side(graduate.side),
                communities.get(key, ""),
                languages_of(graduate.enrolment.participant),
            )
            for key, graduate in free.items()
        ],
        teams_before(round_, free),
    )
    try:
        pairs, _alone = ask(question)
    except NoAnswer as silence:
        raise CannotChange(no_answer()) from silence
    with written():
        for one, other in pairs:
            _make(round_, free[one], free[other])
    return len(pairs)


@transaction.atomic
def make_team(*, round_: Round, one_id: UUID, other_id: UUID) -> Team:
    """Make a team of two women whom a person chose."""
    round_ = lock_round(round_)
    require_not_over(round_)
    find_sides(round_)
    free = round_.graduates.filter(team=None).select_related("enrolment__participant")
    chosen = list(free.filter(pk__in=[one_id, other_id]))
    if len(chosen) != 2:
        raise CannotChange(_("Choose two women who are in no team."))
    if not all(graduate.side for graduate in chosen):
        raise CannotChange(_("Record first whether she is displaced or of the host community."))
    if chosen[0].side != chosen[1].side:
        raise CannotChange(_("Both women of a team stand on the same side."))
    with written():
        return _make(round_, *chosen)


@transaction.atomic
def place_team(*, team: Team, area: AdminArea | None, neighbourhood: str) -> None:
    """Say where the way of a team begins."""
    team = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    team.area, team.neighbourhood = area, neighbourhood
    team.save(update_fields=["area", "neighbourhood"])


@transaction.atomic
def split_team(*, team: Team) -> None:
    """Let two women go their own ways; the visits that they made stay theirs."""
    round_ = lock_round(team.round)
    require_not_over(round_)
    if team.visits.open().exists():
        raise CannotChange(_("This team has visits to make. Give them to another team first."))
    with written():
        team.graduates.update(team=None)


def no_answer() -> str:
    """What is said when the process that works it out had no answer."""
    return _("This could not be worked out. Try again, or do it by hand.")


def _make(round_: Round, one: RoundGraduate, other: RoundGraduate) -> Team:
    last = round_.teams.aggregate(last=Max("number"))["last"] or 0
    team = Team.objects.create(
        round=round_,
        project_site_id=round_.project_site_id,
        number=last + 1,
        side=one.side,
        area_id=_area_of(one, other) or round_.area_id,
    )
    RoundGraduate.objects.filter(pk__in=[one.pk, other.pk]).update(team=team)
    return team


def _area_of(one: RoundGraduate, other: RoundGraduate) -> str | None:
    """Where both of them live, if that is one area."""
    areas = {woman.enrolment.participant.area_id for woman in (one, other)}
    return areas.pop() if len(areas) == 1 else None
