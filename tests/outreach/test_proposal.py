"""Visits are proposed for a whole round."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from outreach.assignment.child import NoAnswer
from outreach.assignment.sides import Side, composition_of, result_of
from outreach.models import Visit
from outreach.services import proposal as services
from outreach.services.households import close_household, mark_unsafe
from outreach.services.members import decide
from outreach.services.proposal import propose_visits
from outreach.services.refusals import CannotChange
from tests.factories import UserFactory
from tests.outreach.factories import (
    HouseholdInNeedFactory,
    RoundHouseholdFactory,
    VisitFactory,
    living,
)
from tests.outreach.round_world import household_of, open_round, plan, team_of

pytestmark = pytest.mark.django_db

SUNDAY = date(2027, 1, 3)


@pytest.fixture
def round_():
    """Two working weeks from a Sunday on, a host and a displaced team."""
    return open_round(starts_on=SUNDAY, ends_on=SUNDAY + timedelta(days=11))


def propose(round_):
    return propose_visits(round_=round_, by=UserFactory())


def test_every_proposed_visit_keeps_the_rule(round_):
    for statuses in (["idp"], ["host"], ["host", "idp"], ["idp_returnee"], ["refugee"]):
        household_of(round_, *statuses)

    assert propose(round_) == 5

    for visit in round_.visits.all():
        composition = composition_of(visit.household.members.values_list("status", flat=True))
        assert visit.result == result_of(Side(visit.team.side), composition)
    assert Counter(visit.result for visit in round_.visits.all()) == {"cross": 3, "mixed": 2}


def test_what_cannot_be_planned_is_left_out(round_):
    by = UserFactory()
    fine = household_of(round_, "idp")
    household_of(round_, "unknown")
    not_asked = RoundHouseholdFactory(
        round=round_, household=HouseholdInNeedFactory(project_site=round_.project_site)
    )
    living(not_asked.household, "idp")
    mark_unsafe(household=household_of(round_, "idp"), by=by)
    close_household(household=household_of(round_, "idp"), reason="moved", by=by)
    decide(
        household=household_of(round_, "idp"),
        purposes=["visit"],
        decision="withdrawn",
        how="verbal",
        by=by,
    )
    visited_elsewhere = household_of(round_, "idp")
    elsewhere = open_round(cohort=round_.cohort)
    RoundHouseholdFactory(round=elsewhere, household=visited_elsewhere)
    plan(elsewhere, visited_elsewhere)

    assert propose(round_) == 1
    assert round_.visits.get().household == fine


@pytest.mark.parametrize(
    ("outcome", "waits"), [("nobody_home", 1), ("postponed", 1), ("refused", 0)]
)
def test_household_where_nobody_was_home_waits_for_another_visit(round_, outcome, waits):
    made = plan(round_, household_of(round_), on_day=SUNDAY)
    made.outcome, made.outcome_at, made.outcome_by = outcome, timezone.now(), made.created_by
    made.save()

    assert propose(round_) == waits


def test_nobody_is_sent_within_her_own_side(round_):
    team_of(round_, "displaced").graduates.update(team=None)
    household_of(round_, "host")

    assert propose(round_) == 0


def test_what_a_person_planned_stays(round_):
    mine = plan(round_, household_of(round_), on_day=SUNDAY)
    household_of(round_)

    assert propose(round_) == 1
    assert propose(round_) == 0
    mine.refresh_from_db()
    assert mine.on_day == SUNDAY
    assert round_.visits.count() == 2


def test_days_are_working_days_with_so_many_visits_as_agreed(round_):
    for _ in range(5):
        household_of(round_, "idp")

    propose(round_)

    days = Counter(visit.on_day for visit in round_.visits.all())
    assert days == {
        SUNDAY: 2,
        SUNDAY + timedelta(days=1): 2,
        SUNDAY + timedelta(days=2): 1,
    }


def test_most_urgent_household_is_visited_first(round_):
    for urgency in (1, 3, 2):
        household_of(round_, urgency=urgency)

    propose(round_)

    in_order = round_.visits.order_by("on_day", "-household__urgency")
    assert [visit.household.urgency for visit in in_order] == [3, 2, 1]


def test_round_has_no_more_visits_than_its_days_hold():
    round_ = open_round(starts_on=SUNDAY, ends_on=SUNDAY, visits_per_day=2)
    for _ in range(4):
        household_of(round_, "idp")

    assert propose(round_) == 2


def test_weekend_has_no_visits():
    friday = SUNDAY + timedelta(days=5)
    round_ = open_round(starts_on=friday, ends_on=friday + timedelta(days=1))
    household_of(round_)

    assert propose(round_) == 0


def test_days_that_are_over_are_not_planned():
    today = timezone.localdate()
    round_ = open_round(starts_on=today - timedelta(days=10), ends_on=today + timedelta(days=10))
    household_of(round_)

    propose(round_)

    assert round_.visits.get().on_day >= today


def test_proposal_takes_few_questions_whatever_the_size(round_, django_assert_max_num_queries):
    for number in range(12):
        household_of(round_, "idp" if number % 2 else "host")
    by = UserFactory()

    with django_assert_max_num_queries(22):
        assert propose_visits(round_=round_, by=by) == 12


def test_no_answer_is_told_in_words(round_, monkeypatch):
    def no_answer(question):
        raise NoAnswer

    monkeypatch.setattr(services, "ask", no_answer)
    household_of(round_)

    with pytest.raises(CannotChange, match="by hand"):
        propose(round_)
    assert not Visit.objects.exists()


def test_who_visited_a_household_before_goes_to_another(round_):
    known = household_of(round_)
    earlier = open_round(cohort=round_.cohort)
    RoundHouseholdFactory(round=earlier, household=known)
    visit = VisitFactory(
        round=earlier,
        household=known,
        team=team_of(earlier),
        outcome="postponed",
        outcome_at=timezone.now(),
        outcome_by=UserFactory(),
    )
    for woman, again in zip(
        team_of(earlier).graduates.all(), team_of(round_).graduates.all(), strict=True
    ):
        woman.enrolment = again.enrolment
        woman.save()
        visit.visitors.create(graduate=woman)
    strangers = open_round(cohort=round_.cohort)
    team_of(strangers).graduates.update(team=None)
    other_team = team_of(round_, "displaced")
    other_team.graduates.update(team=None, side="host")
    other_team.side = "host"
    other_team.save()
    round_.graduates.filter(team=None).update(team=other_team)

    propose(round_)

    assert round_.visits.get().team == other_team
