"""A round with women and households of both sides."""

from __future__ import annotations

from uuid import uuid4

from django.utils import timezone

from outreach.models import HouseholdInNeed, Round, RoundGraduate, Team, Visit
from outreach.services.teams import propose_teams
from outreach.services.visits import plan_visit
from tests.factories import DisplacementEpisodeFactory, EnrolmentFactory, UserFactory
from tests.outreach.factories import (
    HouseholdInNeedFactory,
    RoundFactory,
    RoundGraduateFactory,
    RoundHouseholdFactory,
    agreed,
    living,
)


def woman_of(round_: Round, status: str = "host", **participant: object) -> RoundGraduate:
    """A graduate with a status since the beginning, who takes part in a round."""
    enrolment = EnrolmentFactory(
        cohort=round_.cohort,
        **{f"participant__{name}": value for name, value in participant.items()},
    )
    DisplacementEpisodeFactory(participant=enrolment.participant, status=status)
    return RoundGraduateFactory(round=round_, enrolment=enrolment, side="")


def household_of(round_: Round, *statuses: str, **fields: object) -> HouseholdInNeed:
    """A household of a round that has agreed, with a member for each status."""
    place = RoundHouseholdFactory(
        round=round_, household=HouseholdInNeedFactory(project_site=round_.project_site, **fields)
    )
    return agreed(living(place.household, *(statuses or ("idp",))))


def open_round(**fields: object) -> Round:
    """A round that goes on, with a host and a displaced team."""
    round_ = RoundFactory(is_open=True, **fields)
    for status in ("host", "host", "idp", "idp"):
        woman_of(round_, status)
    propose_teams(round_=round_)
    return round_


def team_of(round_: Round, side: str = "host") -> Team:
    """The team of a side."""
    return round_.teams.get(side=side)


def plan(round_: Round, household: HouseholdInNeed, side: str = "host", **how: object) -> Visit:
    """Plan a visit for today."""
    return plan_visit(
        **{
            "visit_id": uuid4(),
            "round_": round_,
            "household": household,
            "team": team_of(round_, side),
            "on_day": timezone.localdate(),
            "purpose": "measure",
            "by": UserFactory(),
            **how,
        }
    )
