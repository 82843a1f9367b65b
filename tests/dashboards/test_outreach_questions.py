"""What is asked about visits and garments, and that a single household never shows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dashboards.indicators.counts import count
from dashboards.indicators.registry import registered
from dashboards.indicators.shown import protect_counts
from dashboards.indicators.units import Period
from participants.models import Participant
from tests.factories import UserFactory
from tests.outreach.factories import (
    HouseholdMemberFactory,
    RoundFactory,
    TeamFactory,
    VisitFactory,
    living,
)
from tests.outreach.test_indicators import delivered, made
from tests.people_factories import DisplacementEpisodeFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
CODES = [
    "visits_made",
    "visits_across",
    "visits_excepted",
    "households_visited",
    "households_in_touch",
    "garments_delivered",
    "graduates_active",
]


@pytest.fixture
def round_():
    return RoundFactory(is_open=True)


def asked(round_, code):
    """The exact answer to a question, of a week at the place of a round."""
    period = Period([round_.project_site_id], TODAY - timedelta(days=6), TODAY)
    return registered()[code].ask(period)


def shown(round_, code):
    question = registered()[code]
    return protect_counts(question, count(asked(round_, code), question.kind, question.sides))


def amounts(round_, code, side):
    """The column totals of one side, None where they are hidden."""
    [table] = [one for one in shown(round_, code) if one["column_side"] == side]
    totals = zip(table["columns"], table["column_totals"], strict=True)
    return {name: cell["amount"] for name, cell in totals}


@pytest.mark.parametrize("code", CODES)
def test_nothing_at_all_is_no_error(round_, code):
    VisitFactory(round=round_)  # planned

    assert asked(round_, code).units == []
    assert shown(round_, code)


def test_visits_are_told_by_what_the_rule_says(round_):
    team = TeamFactory(round=round_)
    for result, number in (("cross", 6), ("mixed", 7)):
        for _ in range(number):
            made(round_, result, team=team)
    made(RoundFactory(is_open=True))  # elsewhere
    made(round_, team=team, on_day=TODAY - timedelta(days=9))  # before

    assert amounts(round_, "visits_made", "result") == {
        "cross": 6,
        "same": 0,
        "mixed": 7,
        "unknown": 0,
    }
    total = shown(round_, "visits_across")[0]["total"]
    assert (total["amount"], total["base"], total["percent"]) == (6, 13, 46)


def test_many_visits_to_few_households_are_hidden(round_):
    team = TeamFactory(round=round_)
    for _ in range(4):
        household = made(round_, team=team).household
        made(round_, team=team, household=household)

    assert shown(round_, "visits_made")[0]["total"]["hidden"]


def test_exceptions_are_a_share_of_all_visits(round_):
    team = TeamFactory(round=round_)
    allowed = {
        "exception_at": timezone.now(),
        "exception_by": UserFactory(),
        "exception_reason": "سبب",
    }
    for number in range(12):
        made(
            round_, "same" if number < 5 else "cross", team=team, **(allowed if number < 5 else {})
        )

    total = shown(round_, "visits_excepted")[0]["total"]
    assert (total["amount"], total["base"], total["percent"]) == (5, 12, 42)


def test_households_are_told_by_composition_each_once(round_):
    team = TeamFactory(round=round_)
    for number in range(12):
        household = made(round_, team=team).household
        living(household, "idp" if number < 6 else "host")
        made(round_, team=team, household=household)

    told = amounts(round_, "households_visited", "composition")
    assert (told["displaced"], told["host"]) == (6, 6)


def test_household_that_asked_and_came_counts_once(round_):
    team = TeamFactory(round=round_)
    visits = [made(round_, team=team) for _ in range(3)]
    visits[0].wants_return = True
    visits[0].save()
    for visit in visits[:2]:
        visit.household.came_on, visit.household.came_noted_by = TODAY, UserFactory()
        visit.household.save()

    assert sorted(unit.amount for unit in asked(round_, "households_in_touch").units) == [0, 1, 1]


def test_garments_are_told_by_who_received_them(round_):
    visit = made(round_)
    for number in range(12):
        member = HouseholdMemberFactory(
            household=visit.household,
            sex="f" if number < 6 else "m",
            age_band="6-11" if number < 6 else "18-59",
            status=("idp_returnee", "refugee")[number % 2],
        )
        delivered(visit, member, "coat")

    assert amounts(round_, "garments_delivered", "recipient_sex")["f"] == 6
    assert amounts(round_, "garments_delivered", "recipient_age")["18-59"] == 6
    assert {unit.status for unit in asked(round_, "garments_delivered").units} == {
        "returnee",
        "other",
    }


def test_two_garments_of_one_person_are_two_with_one_person_behind(round_):
    visit = made(round_)
    member = HouseholdMemberFactory(household=visit.household)
    for kind in ("dress", "coat"):
        delivered(visit, member, kind)

    [unit] = asked(round_, "garments_delivered").units
    assert (unit.person, unit.amount) == (member.pk, 2)


def test_graduates_are_women_each_once_with_their_status(round_):
    team = TeamFactory(round=round_)
    first, second = (one.enrolment.participant for one in team.graduates.all())
    DisplacementEpisodeFactory(participant=first, status="idp", from_on=TODAY.replace(month=1))
    for _ in range(2):
        made(round_, team=team)

    units = asked(round_, "graduates_active").units
    assert {(unit.person, unit.amount) for unit in units} == {(first.pk, 1), (second.pk, 1)}
    assert {unit.status for unit in units if unit.person == first.pk} == {"idp"}


def test_two_records_of_one_graduate_are_one_woman(round_):
    team = TeamFactory(round=round_)
    first, second = (one.enrolment.participant for one in team.graduates.all())
    made(round_, team=team)
    Participant.objects.filter(pk=second.pk).update(canonical=first, merged_at=timezone.now())

    assert [unit.person for unit in asked(round_, "graduates_active").units] == [first.pk]
