"""Two people who plan and record visits at the same moment."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.utils import timezone

from core.scoping import scope
from outreach.models import Garment, HouseholdInNeed, Visit
from outreach.services.garments import move_on
from outreach.services.households import mark_unsafe
from outreach.services.proposal import propose_visits
from outreach.services.refusals import CannotChange
from outreach.services.visit_steps import set_off
from tests.concurrency.together import at_once
from tests.factories import ProjectSiteFactory, UserFactory
from tests.outreach.factories import GarmentFactory, MeasurementSetFactory, agreed
from tests.outreach.round_world import household_of, open_round, plan
from tests.outreach.test_households import write_down


def alone(action):
    """What an action answers, or that it was refused, in the scope of a service."""

    def act():
        try:
            with scope(service="test"):
                return action()
        except CannotChange as refusal:
            return refusal

    return act


def go(visit, women):
    """Set off now."""
    return set_off(visit=visit, graduates=women, colleagues=[], at=timezone.now())


def went(answers):
    return [answer for answer in answers if not isinstance(answer, CannotChange)]


def test_households_that_are_written_down_at_once_have_numbers_of_their_own(committed):
    place, by = ProjectSiteFactory(), UserFactory()

    at_once(*(alone(lambda: write_down(place, by)) for _ in range(8)))

    assert sorted(HouseholdInNeed.objects.values_list("number", flat=True)) == list(range(1, 9))


def test_round_that_is_proposed_many_times_at_once_is_planned_once(committed):
    round_ = open_round(ends_on=timezone.localdate() + timedelta(days=30))
    for _ in range(6):
        household_of(round_)
    by = UserFactory()

    answers = at_once(*(alone(lambda: propose_visits(round_=round_, by=by)) for _ in range(4)))

    assert sorted(answers) == [0, 0, 0, 6]
    assert Visit.objects.count() == 6


def test_household_that_two_plan_for_at_once_gets_one_visit(committed):
    round_ = open_round()
    household = household_of(round_)

    answers = at_once(*(alone(lambda: plan(round_, household, visit_id=uuid4())) for _ in range(6)))

    assert len(went(answers)) == 1
    assert Visit.objects.count() == 1


@pytest.mark.parametrize("rounds", [2, pytest.param(25, marks=pytest.mark.long)])
def test_women_never_set_off_for_two_households_at_once(committed, rounds):
    for _ in range(rounds):
        round_ = open_round()
        visits = [plan(round_, household_of(round_)) for _ in range(4)]
        women = [woman.pk for woman in visits[0].team.graduates.all()]

        answers = at_once(*(alone(partial(go, visit, women)) for visit in visits))

        assert len(went(answers)) == 1
        assert round_.visits.filter(left_base_at__isnull=False).count() == 1


@pytest.mark.parametrize("rounds", [3, pytest.param(30, marks=pytest.mark.long)])
def test_nobody_sets_off_for_an_address_while_it_is_called_unsafe(committed, rounds):
    for _ in range(rounds):
        round_ = open_round()
        visit = plan(round_, household_of(round_))
        women = [woman.pk for woman in visit.team.graduates.all()]
        by = UserFactory()

        at_once(
            alone(partial(go, visit, women)),
            alone(partial(mark_unsafe, household=visit.household, by=by)),
        )

        visit.refresh_from_db()
        # Either they had left when it became known, or they do not go at all.
        assert (visit.left_base_at is not None) == (visit.outcome == "")


def test_step_of_a_garment_that_16_tap_at_once_is_one_step(committed):
    garment = GarmentFactory(kind="scarf")
    agreed(garment.household)
    MeasurementSetFactory(member=garment.member, head=55)
    by = UserFactory()

    answers = at_once(
        *(alone(lambda: move_on(garment=garment, to="cut", by=by)) for _ in range(16))
    )

    assert {answer.state for answer in answers} == {"cut"}
    assert len({answer.cut_at for answer in answers}) == 1
    assert Garment.objects.get().state == "cut"
