"""Households are written down, closed, and called unsafe."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from outreach.models import HouseholdInNeed
from outreach.services.households import (
    add_household,
    close_household,
    mark_safe,
    mark_unsafe,
    note_came,
    open_household,
)
from outreach.services.refusals import CannotChange
from outreach.services.visits import plan_visit
from tests.factories import ProjectSiteFactory, UserFactory
from tests.outreach.factories import (
    KIRKUK,
    GarmentFactory,
    HouseholdInNeedFactory,
    VisitFactory,
    set_off,
)
from tests.outreach.round_world import household_of, open_round, plan

pytestmark = pytest.mark.django_db


def write_down(place, by, household_id=None):
    return add_household(
        household_id=household_id or uuid4(),
        project_site_id=place.pk,
        by=by,
        area_id=KIRKUK,
        basis=["no_income"],
        found_by="staff",
    )


def test_households_are_numbered_at_each_place():
    place, other, by = ProjectSiteFactory(), ProjectSiteFactory(), UserFactory()

    numbers = [write_down(where, by).number for where in (place, place, other, place)]

    assert numbers == [1, 2, 1, 3]


def test_form_that_is_sent_twice_is_one_household():
    place, by, key = ProjectSiteFactory(), UserFactory(), uuid4()

    assert write_down(place, by, key) == write_down(place, by, key)
    assert HouseholdInNeed.objects.count() == 1


def test_id_of_somebody_elses_household_is_not_taken_over():
    place, key = ProjectSiteFactory(), uuid4()
    write_down(place, UserFactory(), key)

    with pytest.raises(CannotChange):
        write_down(place, UserFactory(), key)


def test_unsafe_address_ends_what_was_planned_and_is_closed_for_planning():
    visit = VisitFactory()
    by = UserFactory()

    mark_unsafe(household=visit.household, by=by)

    visit.refresh_from_db()
    assert (visit.outcome, visit.outcome_by) == ("unsafe", by)
    with pytest.raises(CannotChange, match="unsafe"):
        plan(visit.round, visit.household, team=visit.team)


def test_unsafe_address_leaves_those_alone_who_are_on_their_way():
    visit = set_off(VisitFactory())

    mark_unsafe(household=visit.household, by=UserFactory())

    visit.refresh_from_db()
    assert visit.outcome == ""


def test_address_that_is_safe_again_can_be_planned():
    round_ = open_round()
    household = household_of(round_)
    mark_unsafe(household=household, by=UserFactory())

    mark_safe(household=household)

    assert plan(round_, household)


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [("helped", "postponed"), ("moved", "moved"), ("refused", "refused"), ("mistake", "postponed")],
)
def test_closed_household_ends_what_was_planned(reason, outcome):
    visit = VisitFactory()

    close_household(household=visit.household, reason=reason, by=UserFactory())

    visit.refresh_from_db()
    assert visit.outcome == outcome
    with pytest.raises(CannotChange, match="closed"):
        plan(visit.round, visit.household, team=visit.team)


def test_household_is_not_closed_while_visitors_are_there():
    visit = set_off(VisitFactory())

    with pytest.raises(CannotChange, match="back"):
        close_household(household=visit.household, reason="moved", by=UserFactory())


@pytest.mark.parametrize("reason", ["helped", "mistake"])
def test_household_is_not_done_while_something_is_sewn_for_it(reason):
    garment = GarmentFactory()

    with pytest.raises(CannotChange, match="sewn"):
        close_household(household=garment.household, reason=reason, by=UserFactory())
    close_household(household=garment.household, reason="moved", by=UserFactory())


def test_household_is_opened_again():
    household = HouseholdInNeedFactory()
    close_household(household=household, reason="mistake", by=UserFactory())

    open_household(household=household)

    assert HouseholdInNeed.objects.open().get() == household


def test_first_visit_in_return_is_kept():
    household = HouseholdInNeedFactory()
    today, by = timezone.localdate(), UserFactory()

    for days in (3, 5, 1):
        note_came(household=household, on_day=today - timedelta(days=days), by=by)

    household.refresh_from_db()
    assert household.came_on == today - timedelta(days=5)
    with pytest.raises(CannotChange):
        note_came(household=household, on_day=today + timedelta(days=1), by=by)


def test_a_visit_id_is_not_planned_for_another_household():
    round_ = open_round()
    visit = plan(round_, household_of(round_))

    with pytest.raises(CannotChange, match="out of date"):
        plan_visit(
            visit_id=visit.pk,
            round_=round_,
            household=household_of(round_),
            team=visit.team,
            on_day=visit.on_day,
            purpose="measure",
            by=UserFactory(),
        )
