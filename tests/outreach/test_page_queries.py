"""Pages ask the database as often for 40 rows as for one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from tests.counting import statements
from tests.outreach.factories import (
    GarmentFactory,
    HouseholdInNeedFactory,
    HouseholdMemberFactory,
    MeasurementSetFactory,
    RoundFactory,
    TeamFactory,
    VisitFactory,
    set_off,
)
from tests.outreach.page_world import page, sign_in
from tests.outreach.round_world import household_of, open_round, plan, woman_of

pytestmark = pytest.mark.django_db
SIZES = pytest.mark.parametrize("number", [1, 40])


def round_of(number):
    """A round with so many visits that are planned, on their way, late or overdue each."""
    round_ = open_round()
    team = round_.teams.get(side="host")
    today = timezone.localdate()
    for _ in range(number):
        for days in (-1, 0, 1):
            VisitFactory(round=round_, team=team, on_day=today + timedelta(days=days))
        for minutes in (5, 600):
            visit = set_off(VisitFactory(round=round_, team=team), minutes_ago=minutes)
            GarmentFactory(
                round=round_,
                member=HouseholdMemberFactory(household=visit.household, wants=["coat"]),
            )
    return round_


@SIZES
def test_list_of_visits(client, number, django_assert_num_queries):
    round_ = round_of(number)
    sign_in(client, Role.MANAGER, round_.project_site)

    with django_assert_num_queries(9):
        response = client.get(page("visit_list"))

    assert len(response.context["underway"].overdue) == number


@SIZES
def test_round(client, number, django_assert_num_queries):
    round_ = round_of(number)
    sign_in(client, Role.COORDINATOR, round_.project_site)

    with django_assert_num_queries(11):
        response = client.get(page("round_detail", round_.pk))

    assert len(response.context["visits"]) == 5 * number


@SIZES
def test_board(client, number, django_assert_num_queries):
    round_ = round_of(number)
    sign_in(client, Role.COORDINATOR, round_.project_site)

    with django_assert_num_queries(10):
        response = client.get(page("board", round_.pk))

    assert len(response.context["columns"][0].pieces) == 2 * number


@SIZES
def test_women_of_a_round(client, number, django_assert_num_queries):
    round_ = open_round()
    for count in range(number):
        woman_of(round_)
        TeamFactory(round=round_, number=10 + count)
    sign_in(client, Role.COORDINATOR, round_.project_site)

    with django_assert_num_queries(14):
        response = client.get(page("round_people", round_.pk))

    assert len(response.context["teams"]) == 2 + number


@SIZES
def test_households_of_a_round(client, number, django_assert_num_queries):
    round_ = open_round()
    for _ in range(number):
        household_of(round_)
        HouseholdInNeedFactory(project_site=round_.project_site)
    sign_in(client, Role.COORDINATOR, round_.project_site)

    with django_assert_num_queries(10):
        response = client.get(page("round_households", round_.pk))

    assert len(response.context["inside"]) == len(response.context["offered"]) == number


@SIZES
def test_plan_of_a_round(client, number, django_assert_num_queries):
    round_ = open_round()
    for _ in range(number):
        household_of(round_)
        plan(round_, household_of(round_))
    sign_in(client, Role.COORDINATOR, round_.project_site)

    with django_assert_num_queries(14):
        response = client.get(page("round_plan", round_.pk))

    assert len(response.context["can"]) == len(response.context["planned"]) == number


@SIZES
def test_list_of_households(client, number, django_assert_num_queries):
    round_ = open_round()
    for _ in range(number):
        household_of(round_)
    sign_in(client, Role.FIELD, round_.project_site)

    with django_assert_num_queries(7):
        response = client.get(page("household_list"))

    assert len(response.context["households"]) == min(number, 30)


@SIZES
def test_list_of_rounds(client, number, django_assert_num_queries):
    first = RoundFactory()
    RoundFactory.create_batch(number - 1, cohort=first.cohort)
    sign_in(client, Role.FIELD, first.project_site)

    with django_assert_num_queries(5):
        response = client.get(page("round_list"))

    assert len(response.context["page"]) == min(number, 30)


@pytest.mark.parametrize("number", [1, 30])
def test_household_and_its_visit(client, number, django_assert_num_queries):
    round_ = open_round()
    visit = plan(round_, household_of(round_))
    for _ in range(number - 1):
        HouseholdMemberFactory(household=visit.household, wants=["coat"])
    for member in visit.household.members.all():
        MeasurementSetFactory(member=member)
        GarmentFactory(round=round_, member=member)
    sign_in(client, Role.COORDINATOR, round_.project_site)

    with django_assert_num_queries(13):
        response = client.get(page("household_detail", visit.household_id))
    assert len(response.context["lines"]) == number
    with django_assert_num_queries(12):
        response = client.get(page("visit_detail", visit.pk))
    assert len(response.context["lines"]) == number


def test_overdue_visits_on_today_take_one_question_whatever_their_number(client):
    round_ = round_of(1)
    sign_in(client, Role.MANAGER, round_.project_site)
    asked = []

    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get("/today/")
        asked.append([sql for sql in statements(queries) if 'FROM "outreach_visit"' in sql])
        for _more in range(39):
            visit = VisitFactory(round=round_, team=round_.teams.get(side="host"))
            set_off(visit, minutes_ago=600)

    assert list(map(len, asked)) == [1, 1]
