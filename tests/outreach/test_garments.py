"""Garments are ordered, cut, sewn, checked, and reach a hand or come back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach.models import Garment
from outreach.services.garments import deliver, give_back, move_on, order_garments, step_back
from outreach.services.members import decide
from outreach.services.refusals import CannotChange
from tests.factories import UserFactory
from tests.outreach.factories import (
    GarmentFactory,
    HouseholdMemberFactory,
    MeasurementSetFactory,
    RoundGraduateFactory,
    VisitFactory,
    agreed,
    set_off,
)
from tests.outreach.round_world import household_of, open_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def garment():
    """A scarf that was ordered, for somebody who was measured."""
    garment = GarmentFactory(kind="scarf")
    agreed(garment.household)
    MeasurementSetFactory(member=garment.member, head=55)
    return garment


def up_to(garment, state):
    for to in ("cut", "sewn", "checked"):
        garment = move_on(garment=garment, to=to, by=UserFactory())
        if to == state:
            break
    return garment


def visit_to(garment):
    """A visit to the household of a garment, at the door."""
    visit = set_off(VisitFactory(round=garment.round, household=garment.household))
    visit.arrived_at = timezone.now()
    visit.save()
    return visit


def hand_over(visit, *garments):
    return deliver(
        visit=visit,
        garments=[one.pk for one in garments],
        received_by="الأم",
        acknowledgement="thumb",
        by=UserFactory(),
    )


def test_what_somebody_needs_is_ordered_once():
    round_ = open_round()
    member = household_of(round_).members.get()
    by = UserFactory()

    def order(*kinds):
        return order_garments(round_=round_, member=member, kinds=kinds, by=by)

    assert order("dress", "scarf", "dress") == 2
    assert order("dress", "coat") == 1
    assert sorted(Garment.objects.values_list("kind", flat=True)) == ["coat", "dress", "scarf"]


def test_nothing_is_ordered_without_consent_or_outside_of_the_round():
    round_ = open_round()
    member = household_of(round_).members.get()
    stranger = HouseholdMemberFactory(
        household=agreed(household_of(open_round(cohort=round_.cohort)))
    )
    decide(
        household=member.household,
        purposes=["measure"],
        decision="refused",
        how="verbal",
        by=UserFactory(),
    )

    for who, sentence in ((member, "has not agreed"), (stranger, "not part of the round")):
        with pytest.raises(CannotChange, match=sentence):
            order_garments(round_=round_, member=who, kinds=["dress"], by=UserFactory())


def test_garment_goes_through_the_workshop(garment):
    seamstress = RoundGraduateFactory(round=garment.round)
    by = UserFactory()

    move_on(garment=garment, to="cut", by=by)
    move_on(garment=garment, to="sewn", sewn_by=seamstress, by=by)
    garment = move_on(garment=garment, to="checked", by=by)

    assert garment.state == "checked"
    assert garment.cut_from.head == 55
    assert garment.sewn_by_graduate == seamstress


def test_step_that_is_tapped_twice_is_one_step(garment):
    first = move_on(garment=garment, to="cut", by=UserFactory())

    again = move_on(garment=garment, to="cut", by=UserFactory())

    assert (again.state, again.cut_by) == ("cut", first.cut_by)


@pytest.mark.parametrize("to", ["sewn", "checked", "delivered", "returned", "ordered", "nothing"])
def test_no_step_is_left_out(garment, to):
    if to == "ordered":
        assert move_on(garment=garment, to=to, by=UserFactory()).state == "ordered"
        return
    with pytest.raises(CannotChange, match="meanwhile"):
        move_on(garment=garment, to=to, by=UserFactory())


def test_nothing_is_cut_without_its_measures(garment):
    garment.kind = "skirt"
    garment.save()

    with pytest.raises(CannotChange, match="Measure first: waist, hip"):
        move_on(garment=garment, to="cut", by=UserFactory())


def test_nothing_is_cut_for_a_child_from_old_measures(garment):
    garment.member.age_band = "6-11"
    garment.member.save()
    garment.member.measurements.update(taken_on=timezone.localdate() - timedelta(days=61))

    with pytest.raises(CannotChange, match="60 days"):
        move_on(garment=garment, to="cut", by=UserFactory())


def test_nothing_is_cut_once_consent_is_withdrawn(garment):
    decide(
        household=garment.household,
        purposes=["measure"],
        decision="withdrawn",
        how="verbal",
        by=UserFactory(),
    )

    with pytest.raises(CannotChange, match="has not agreed"):
        move_on(garment=garment, to="cut", by=UserFactory())


@pytest.mark.parametrize(
    ("state", "before"), [("cut", "ordered"), ("sewn", "cut"), ("checked", "sewn")]
)
def test_last_step_is_undone(garment, state, before):
    garment = up_to(garment, state)

    garment = step_back(garment=garment, from_state=state)

    assert garment.state == before
    up_to(garment, state) if before == "ordered" else move_on(
        garment=garment, to=state, by=UserFactory()
    )


def test_order_that_was_wrong_goes(garment):
    step_back(garment=garment, from_state="ordered")

    assert not Garment.objects.exists()
    with pytest.raises(CannotChange, match="taken back"):
        move_on(garment=garment, to="cut", by=UserFactory())


def test_step_that_somebody_else_took_is_not_undone(garment):
    up_to(garment, "sewn")

    with pytest.raises(CannotChange, match="meanwhile"):
        step_back(garment=garment, from_state="cut")


def test_garment_is_handed_over_at_a_visit(garment):
    garment = up_to(garment, "checked")
    visit = visit_to(garment)

    assert hand_over(visit, garment) == 1
    assert hand_over(visit, garment) == 1

    garment.refresh_from_db()
    assert (garment.state, garment.delivered_visit) == ("delivered", visit)
    assert (garment.received_by, garment.acknowledgement) == ("الأم", "thumb")


def test_several_garments_are_handed_over_together_or_not_at_all(garment):
    ready = up_to(garment, "checked")
    waiting = GarmentFactory(round=garment.round, member=garment.member, kind="coat")
    visit = visit_to(garment)

    with pytest.raises(CannotChange, match="not ready"):
        hand_over(visit, ready, waiting)

    ready.refresh_from_db()
    assert ready.state == "checked"


def test_garment_of_another_household_is_not_handed_over(garment):
    garment = up_to(garment, "checked")
    other = visit_to(GarmentFactory(round=garment.round))

    with pytest.raises(CannotChange, match="not ready"):
        hand_over(other, garment)


def test_nothing_is_handed_over_before_they_arrive_or_where_nobody_was(garment):
    garment = up_to(garment, "checked")
    visit = set_off(VisitFactory(round=garment.round, household=garment.household))

    with pytest.raises(CannotChange, match="arrived"):
        hand_over(visit, garment)

    visit.arrived_at = timezone.now()
    visit.outcome, visit.outcome_at, visit.outcome_by = "nobody_home", timezone.now(), UserFactory()
    visit.save()
    with pytest.raises(CannotChange, match="not made"):
        hand_over(visit, garment)


@pytest.mark.parametrize("is_delivered", [True, False])
def test_finished_garment_may_come_back(garment, is_delivered):
    garment = up_to(garment, "checked")
    if is_delivered:
        hand_over(visit_to(garment), garment)

    garment = give_back(garment=garment, reason="size", by=UserFactory())

    assert (garment.state, garment.returned_reason) == ("returned", "size")
    assert order_garments(
        round_=garment.round, member=garment.member, kinds=["scarf"], by=UserFactory()
    )


def test_unfinished_garment_does_not_come_back(garment):
    with pytest.raises(CannotChange, match="finished"):
        give_back(garment=garment, reason="size", by=UserFactory())


MOVES = st.lists(st.sampled_from(["cut", "sewn", "checked", "deliver", "back", "undo"]), max_size=9)


@given(MOVES)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_way_leads_to_a_hand_without_every_step(garment, moves):
    Garment.objects.all().delete()
    garment = GarmentFactory(round=garment.round, member=garment.member, kind="scarf")
    visit = garment.household.visits.first() or visit_to(garment)
    by = UserFactory()

    for move in moves:
        try:
            if move == "deliver":
                hand_over(visit, garment)
            elif move == "back":
                give_back(garment=garment, reason="fault", by=by)
            elif move == "undo":
                step_back(garment=garment, from_state=Garment.objects.get(pk=garment.pk).state)
            else:
                move_on(garment=garment, to=move, by=by)
        except (CannotChange, Garment.DoesNotExist):
            continue

    for found in Garment.objects.filter(state__in=["delivered", "returned"]):
        assert None not in (found.cut_from, found.sewn_at, found.checked_at)
        assert (found.delivered_visit is not None) == (found.delivered_at is not None)
