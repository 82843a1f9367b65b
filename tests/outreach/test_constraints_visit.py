"""What the database knows of visits and garments."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outreach.models import Visitor
from tests.factories import ProjectSiteFactory, UserFactory
from tests.outreach.factories import (
    GarmentFactory,
    HouseholdInNeedFactory,
    HouseholdMemberFactory,
    MeasurementSetFactory,
    RoundHouseholdFactory,
    TeamFactory,
    VisitFactory,
    VisitorFactory,
    set_off,
)
from tests.trainings.refused import refused_by, say_it_now

pytestmark = pytest.mark.django_db

NOW = timezone.now()
MINUTE = timedelta(minutes=1)


def allowed(**fields):
    return {"exception_at": NOW, "exception_by": UserFactory(), "exception_reason": "جيران"}


def test_household_has_one_open_visit():
    visit = VisitFactory()

    with refused_by("visit_one_open_per_household"):
        VisitFactory(round=visit.round, household=visit.household, team=visit.team)

    visit.outcome, visit.outcome_at, visit.outcome_by = "postponed", NOW, visit.created_by
    visit.save()
    VisitFactory(round=visit.round, household=visit.household, team=visit.team)


@pytest.mark.parametrize("result", ["same", "unknown"])
def test_nobody_sets_off_against_the_rule(result):
    visit = VisitFactory(result=result)

    with refused_by("visit_keeps_the_rule_of_crossing"):
        set_off(visit)


@pytest.mark.parametrize("result", ["cross", "mixed"])
def test_who_keeps_the_rule_sets_off(result):
    set_off(VisitFactory(result=result))

    say_it_now()


def test_exception_lets_them_set_off():
    set_off(VisitFactory(result="same", **allowed()))

    say_it_now()


@pytest.mark.parametrize("result", ["cross", "mixed", "unknown"])
def test_exception_is_for_visits_within_one_side(result):
    with refused_by("visit_exception_has_a_reason"):
        VisitFactory(result=result, **allowed())


def test_exception_has_a_reason():
    with refused_by("visit_exception_has_a_reason"):
        VisitFactory(result="same", **allowed() | {"exception_reason": ""})


@pytest.mark.parametrize("visitors", [0, 1])
def test_nobody_sets_off_alone(visitors):
    visit = VisitFactory()
    VisitorFactory.create_batch(visitors, visit=visit)

    with refused_by("visit_two_go"):
        visit.left_base_at = NOW
        visit.save()


def test_nobody_of_two_is_taken_off_a_visit_on_its_way():
    visit = set_off(VisitFactory())
    say_it_now()

    with refused_by("visit_two_go"):
        Visitor.objects.filter(pk=visit.visitors.first().pk).delete()


def test_third_visitor_may_be_taken_off():
    visit = set_off(VisitFactory())
    third = VisitorFactory(visit=visit)

    Visitor.objects.filter(pk=third.pk).delete()

    say_it_now()


def test_visitor_is_one_person_and_goes_once():
    visitor = VisitorFactory()

    with refused_by("visitor_is_one_person"):
        VisitorFactory(visit=visitor.visit, graduate=None)
    with refused_by("visitor_is_one_person"):
        VisitorFactory(visit=visitor.visit, user=UserFactory())
    with refused_by("visitor_graduate_once"):
        VisitorFactory(visit=visitor.visit, graduate=visitor.graduate)
    colleague = VisitorFactory(visit=visitor.visit, graduate=None, user=UserFactory())
    with refused_by("visitor_user_once"):
        VisitorFactory(visit=visitor.visit, graduate=None, user=colleague.user)


@pytest.mark.parametrize(
    "steps",
    [
        {"arrived_at": 1},
        {"left_base_at": 1, "left_at": 2},
        {"back_at": 1},
        {"left_base_at": 2, "arrived_at": 1},
        {"left_base_at": 1, "arrived_at": 3, "left_at": 2},
        {"left_base_at": 1, "arrived_at": 3, "back_at": 2},
        {"left_base_at": 1, "arrived_at": 2, "left_at": 4, "back_at": 3},
        {"left_base_at": 2, "back_at": 1},
    ],
)
def test_steps_come_one_after_another(steps):
    with refused_by("visit_steps_in_order"):
        VisitFactory(**{name: NOW + minute * MINUTE for name, minute in steps.items()})


@pytest.mark.parametrize(
    "steps",
    [
        {"left_base_at": 1},
        {"left_base_at": 1, "back_at": 1},
        {"left_base_at": 1, "arrived_at": 1, "left_at": 1, "back_at": 1},
        {"left_base_at": 1, "arrived_at": 2, "back_at": 3},
    ],
)
def test_steps_may_be_at_the_same_minute_and_coming_back_waits_for_none(steps):
    visit = VisitFactory()
    VisitorFactory.create_batch(2, visit=visit)

    for name, minute in steps.items():
        setattr(visit, name, NOW + minute * MINUTE)
    visit.save()
    say_it_now()


def test_outcome_is_said_by_somebody():
    with refused_by("visit_outcome_says_who"):
        VisitFactory(outcome="postponed")


def test_visit_that_is_done_was_there():
    with refused_by("visit_done_was_there"):
        VisitFactory(outcome="done", outcome_at=NOW, outcome_by=UserFactory())


@pytest.mark.parametrize("told", [{"met_women": 2}, {"met_boys": 0}, {"wants_return": False}])
def test_who_was_met_belongs_to_a_visit_that_is_done(told):
    with refused_by("visit_met_somebody_when_done"):
        VisitFactory(outcome="refused", outcome_at=NOW, outcome_by=UserFactory(), **told)


def test_unsafe_address_is_closed_for_planning():
    household = RoundHouseholdFactory(household__unsafe_at=NOW, household__unsafe_by=UserFactory())

    with refused_by("visit_not_to_unsafe_address"):
        VisitFactory(round=household.round, household=household.household)


def test_nobody_sets_off_for_an_address_that_became_unsafe():
    visit = VisitFactory()
    visit.household.unsafe_at, visit.household.unsafe_by = NOW, visit.created_by
    visit.household.save()

    with refused_by("visit_not_to_unsafe_address"):
        set_off(visit)


def test_who_is_at_an_address_that_became_unsafe_comes_back():
    visit = set_off(VisitFactory())
    visit.household.unsafe_at, visit.household.unsafe_by = NOW, visit.created_by
    visit.household.save()

    visit.back_at = timezone.now()
    visit.save()


def test_visit_is_to_a_household_and_by_a_team_of_its_round():
    visit = VisitFactory()

    with refused_by("visit_to_household_of_round"):
        VisitFactory(
            round=visit.round,
            team=visit.team,
            household=HouseholdInNeedFactory(project_site=visit.project_site),
        )
    with refused_by("visit_by_team_of_round"):
        VisitFactory(round=visit.round, team=TeamFactory())


def test_garment_of_a_kind_is_sewn_once_at_a_time():
    garment = GarmentFactory()
    same = {"round": garment.round, "member": garment.member}
    GarmentFactory(**same, kind="skirt")

    with refused_by("garment_one_of_a_kind_in_the_works"):
        GarmentFactory(**same)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "cut"},
        {"state": "sewn"},
        {"state": "delivered"},
        {"state": "returned"},
        {"checked_at": NOW, "checked_by": 0},
    ],
)
def test_state_of_a_garment_follows_its_steps(fields):
    told = {name: UserFactory() if value == 0 else value for name, value in fields.items()}

    with refused_by("garment_state_follows_its_steps"):
        GarmentFactory(**told)


def test_garment_is_cut_from_measures():
    user = UserFactory()

    with refused_by("garment_cut_from_measures"):
        GarmentFactory(state="cut", cut_at=NOW, cut_by=user)


def steps_to_delivery(garment, visit):
    """What has to be true of a garment that was delivered at a visit."""
    user = UserFactory()
    told = {f"{name}_at": NOW for name in ("cut", "sewn", "checked", "delivered")}
    told |= {f"{name}_by": user for name in ("cut", "sewn", "checked", "delivered")}
    told |= {
        "state": "delivered",
        "cut_from": MeasurementSetFactory(member=garment.member),
        "delivered_visit": visit,
        "received_by": "الأم",
        "acknowledgement": "thumb",
    }
    for name, value in told.items():
        setattr(garment, name, value)
    garment.save()


def test_garment_is_delivered_at_a_visit_to_its_household():
    visit = VisitFactory()
    garment = GarmentFactory(
        round=visit.round, member=HouseholdMemberFactory(household=visit.household)
    )
    other = VisitFactory(round=visit.round, team=visit.team)

    with refused_by("garment_delivered_to_its_household"):
        steps_to_delivery(garment, other)
    garment.refresh_from_db()
    steps_to_delivery(garment, visit)


@pytest.mark.parametrize("field", ["received_by", "acknowledgement"])
def test_delivery_is_taken_and_confirmed_by_somebody(field):
    visit = VisitFactory()
    garment = GarmentFactory(
        round=visit.round, member=HouseholdMemberFactory(household=visit.household)
    )
    steps_to_delivery(garment, visit)

    with refused_by("garment_delivered_at_a_visit_to_somebody"):
        setattr(garment, field, "")
        garment.save()


def test_garment_is_for_a_household_of_the_round_and_at_its_place():
    with refused_by("garment_for_household_of_round"):
        GarmentFactory(member=HouseholdMemberFactory())
    with refused_by("garment_at_place_of_round"):
        GarmentFactory(project_site=ProjectSiteFactory())
