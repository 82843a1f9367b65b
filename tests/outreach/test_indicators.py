"""Numbers of a small invented world that can be counted by hand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outreach.models import Garment
from outreach.queries.indicators import (
    Returns,
    Row,
    Share,
    garments_by_recipient,
    graduates_active,
    households_by_composition,
    returns,
    share_across,
    share_of_exceptions,
    visits_by_result,
)
from tests.factories import UserFactory
from tests.outreach.factories import (
    GarmentFactory,
    HouseholdMemberFactory,
    MeasurementSetFactory,
    RoundFactory,
    RoundGraduateFactory,
    TeamFactory,
    VisitFactory,
    living,
    set_off,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
A_DAY = timedelta(days=1)


def made(round_, result="cross", *, on_day=TODAY, **fields):
    """A visit that was made."""
    visit = set_off(VisitFactory(round=round_, result=result, on_day=on_day, **fields))
    visit.arrived_at = timezone.now()
    visit.outcome, visit.outcome_at, visit.outcome_by = "done", timezone.now(), UserFactory()
    visit.save()
    return visit


@pytest.fixture
def round_():
    return RoundFactory(is_open=True)


def of(round_):
    return {"places": [round_.project_site_id], "first": TODAY - 9 * A_DAY, "last": TODAY}


def allowed():
    return {
        "exception_at": timezone.now(),
        "exception_by": UserFactory(),
        "exception_reason": "سبب",
    }


def test_visits_are_counted_by_result(round_):
    first = made(round_)
    made(round_, team=first.team, household=first.household)
    made(round_, "mixed")
    made(round_, "same", **allowed())
    VisitFactory(round=round_)  # planned
    made(RoundFactory(is_open=True))  # elsewhere
    made(round_, on_day=TODAY + A_DAY)
    made(round_, on_day=TODAY - 10 * A_DAY)

    assert visits_by_result(**of(round_)) == [
        Row(("cross",), 2, 1),
        Row(("same",), 1, 1),
        Row(("mixed",), 1, 1),
        Row(("unknown",), 0, 0),
    ]
    assert share_across(**of(round_)) == Share(2, 4, 1, 3)
    assert share_of_exceptions(**of(round_)) == Share(1, 4, 1, 3)


def test_nothing_is_counted_where_nothing_happened(round_):
    assert share_across(**of(round_)) == Share(0, 0, 0, 0)
    assert graduates_active(**of(round_)) == 0
    assert garments_by_recipient(**of(round_)) == []
    assert returns(**of(round_)) == Returns(0, 0, 0, 0, 0)


def test_visited_households_are_counted_by_composition(round_):
    for statuses in (["idp"], ["idp"], ["host"], ["idp", "host"], []):
        living(made(round_).household, *statuses)
    living(VisitFactory(round=round_).household, "host")

    assert {row.codes[0]: row.number for row in households_by_composition(**of(round_))} == {
        "displaced": 2,
        "host": 1,
        "returned": 0,
        "mixed": 1,
        "unknown": 1,
    }


def delivered(visit, member, kind, **fields):
    user, now = UserFactory(), timezone.now()
    steps = {f"{name}_at": now for name in ("cut", "sewn", "checked", "delivered")}
    steps |= {f"{name}_by": user for name in ("cut", "sewn", "checked", "delivered")}
    return GarmentFactory(
        round=visit.round,
        member=member,
        kind=kind,
        **{"state": "delivered", "cut_from": MeasurementSetFactory(member=member)}
        | steps
        | {"delivered_visit": visit, "received_by": "الأم", "acknowledgement": "thumb"}
        | fields,
    )


def test_delivered_garments_are_counted_by_who_received_them(round_):
    visit = made(round_)
    girl = HouseholdMemberFactory(household=visit.household, age_band="6-11", sex="f", status="idp")
    boy = HouseholdMemberFactory(household=visit.household, age_band="2-5", sex="m", status="host")
    for kind in ("dress", "coat"):
        delivered(visit, girl, kind)
    delivered(visit, boy, "trousers")
    delivered(
        visit,
        boy,
        "coat",
        state="returned",
        returned_at=timezone.now(),
        returned_by=UserFactory(),
        returned_reason="size",
    )
    GarmentFactory(round=round_)

    assert garments_by_recipient(**of(round_)) == [
        Row(("f", "6-11", "idp"), 2, 1),
        Row(("m", "2-5", "host"), 1, 1),
    ]
    assert Garment.objects.count() == 5


def test_active_graduates_are_women_and_not_visits(round_):
    team = TeamFactory(round=round_)
    made(round_, team=team)
    made(round_, team=team)
    made(round_, team=TeamFactory(round=round_))
    RoundGraduateFactory(round=round_)
    set_off(VisitFactory(round=round_))

    assert graduates_active(**of(round_)) == 4


def test_return_visits_are_asked_for_and_made(round_):
    asked = made(round_)
    asked.wants_return = True
    asked.save()
    made(round_, team=asked.team, household=asked.household, purpose="return")
    for visit in (asked, made(round_)):
        visit.household.came_on, visit.household.came_noted_by = TODAY, UserFactory()
        visit.household.save()
    made(round_)

    assert returns(**of(round_)) == Returns(
        asked=1, visited_again=1, came=2, asked_or_made=2, visited=3
    )
