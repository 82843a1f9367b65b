"""Which role finds which rounds, visits and households."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from accounts.visibility import registered
from outreach.models import HouseholdInNeed, Round, Visit
from tests.factories import staff
from tests.outreach.factories import (
    GarmentFactory,
    HouseholdInNeedFactory,
    RoundVolunteerFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db

MODELS = ("outreach.Garment", "outreach.HouseholdInNeed", "outreach.Round", "outreach.Visit")


def test_only_those_who_work_with_visits_see_them():
    roles = (Role.FIELD, Role.COORDINATOR, Role.MANAGER, Role.OUTREACH)

    of_this_room = {rule for rule in registered() if rule[1] in MODELS}
    assert of_this_room == {(role, model) for role in roles for model in MODELS}


@pytest.fixture
def visit():
    return VisitFactory()


@pytest.fixture
def volunteer(visit):
    volunteer = staff(Role.OUTREACH, visit.project_site)
    RoundVolunteerFactory(round=visit.round, user=volunteer)
    return volunteer


def test_volunteer_sees_her_own_rounds_and_no_other_at_her_place(visit, volunteer):
    VisitFactory(round__cohort=visit.round.cohort)
    garment = GarmentFactory(round=visit.round)
    GarmentFactory(round__cohort=visit.round.cohort)

    assert list(Round.objects.visible_to(volunteer)) == [visit.round]
    assert list(Visit.objects.visible_to(volunteer)) == [visit]
    assert list(garment.__class__.objects.visible_to(volunteer)) == [garment]
    assert not HouseholdInNeed.objects.visible_to(volunteer).exists()


def test_volunteer_sees_a_round_once_it_is_open(visit, volunteer):
    Round.objects.update(opened_at=None, opened_by=None)

    assert not Visit.objects.visible_to(volunteer).exists()


@pytest.mark.parametrize(("days", "count"), [(7, 1), (8, 0)])
def test_volunteer_sees_a_round_until_a_week_after_its_end(visit, volunteer, days, count):
    closed_at = timezone.now() - timedelta(days=days)
    Round.objects.update(closed_at=closed_at, closed_by=visit.created_by)

    assert Visit.objects.visible_to(volunteer).count() == count


def test_volunteer_who_was_taken_off_sees_nothing(visit, volunteer):
    volunteer.rounds.update(ended_at=timezone.now())

    assert not Visit.objects.visible_to(volunteer).exists()


def test_volunteer_whose_role_is_elsewhere_now_sees_nothing(visit, volunteer):
    elsewhere = VisitFactory()
    volunteer.grants.update(
        project=elsewhere.project_site.project, site=elsewhere.project_site.site
    )

    assert not Visit.objects.visible_to(volunteer).exists()


@pytest.mark.parametrize(("days", "count"), [(7, 1), (8, 0)])
def test_volunteer_sees_the_household_that_she_wrote_down_for_a_week(volunteer, visit, days, count):
    household = HouseholdInNeedFactory(project_site=visit.project_site, created_by=volunteer)
    HouseholdInNeedFactory(project_site=visit.project_site)
    created = timezone.localtime().replace(hour=0, minute=0) - timedelta(days=days)
    HouseholdInNeed.objects.filter(pk=household.pk).update(created_at=created)

    assert HouseholdInNeed.objects.visible_to(volunteer).count() == count


@pytest.mark.parametrize("role", [Role.FIELD, Role.COORDINATOR, Role.MANAGER])
def test_staff_see_everything_at_their_place(visit, role):
    VisitFactory()

    assert list(Visit.objects.visible_to(staff(role, visit.project_site))) == [visit]


@pytest.mark.parametrize("role", [Role.MANDE, Role.DONOR, Role.FACILITATOR, Role.CHILDCARE])
def test_others_see_nothing(visit, role):
    user = staff(role, visit.project_site)

    assert not Visit.objects.visible_to(user).exists()
    assert not HouseholdInNeed.objects.visible_to(user).exists()
