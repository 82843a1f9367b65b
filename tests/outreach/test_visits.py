"""Visits are planned by hand, moved, taken back and allowed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from outreach.models import Visit
from outreach.services.refusals import CannotChange
from outreach.services.teams import split_team
from outreach.services.visits import allow_exception, change_visit, take_back
from tests.factories import UserFactory
from tests.outreach.factories import set_off
from tests.outreach.round_world import household_of, open_round, plan, team_of

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)


@pytest.fixture
def round_():
    return open_round()


def test_visit_across_the_line_is_planned(round_):
    visit = plan(round_, household_of(round_, "idp"))

    assert (visit.result, visit.needs_exception) == ("cross", False)


def test_form_that_is_sent_twice_is_one_visit(round_):
    household, key = household_of(round_), uuid4()

    assert plan(round_, household, visit_id=key) == plan(round_, household, visit_id=key)
    assert Visit.objects.count() == 1


def test_visit_within_one_side_is_refused(round_):
    with pytest.raises(CannotChange, match="same side"):
        plan(round_, household_of(round_, "host"))


def test_household_that_is_not_resolved_is_refused_even_for_a_manager_to_decide(round_):
    with pytest.raises(CannotChange, match="not known yet"):
        plan(round_, household_of(round_, "unknown"), ask=True)


def test_manager_who_is_asked_gives_a_reason(round_):
    visit = plan(round_, household_of(round_, "host"), ask=True)
    assert list(Visit.objects.breaking_the_rule()) == [visit]

    manager = UserFactory()
    visit = allow_exception(visit=visit, reason="لا أحد غيرهما يتكلم لغتهم", by=manager)

    assert (visit.exception_by, visit.needs_exception) == (manager, False)
    assert not Visit.objects.breaking_the_rule().exists()


def test_first_reason_stays_when_two_managers_allow(round_):
    visit = plan(round_, household_of(round_, "host"), ask=True)
    first = UserFactory()

    allow_exception(visit=visit, reason="أولاً", by=first)
    visit = allow_exception(visit=visit, reason="ثانياً", by=UserFactory())

    assert (visit.exception_by, visit.exception_reason) == (first, "أولاً")


def test_visit_that_keeps_the_rule_needs_no_exception(round_):
    visit = plan(round_, household_of(round_, "idp"))

    with pytest.raises(CannotChange, match="does not need"):
        allow_exception(visit=visit, reason="سبب", by=UserFactory())


def test_exception_is_for_the_team_that_was_allowed(round_):
    visit = plan(round_, household_of(round_, "host"), ask=True)
    allow_exception(visit=visit, reason="سبب", by=UserFactory())

    visit = change_visit(
        visit=visit, team=team_of(round_, "displaced"), on_day=visit.on_day, purpose="measure"
    )

    assert (visit.result, visit.exception_at) == ("cross", None)


def test_exception_stays_when_only_the_day_is_moved(round_):
    visit = plan(round_, household_of(round_, "host"), ask=True)
    allow_exception(visit=visit, reason="سبب", by=UserFactory())

    visit = change_visit(
        visit=visit, team=visit.team, on_day=visit.on_day + A_DAY, purpose="measure"
    )

    assert not visit.needs_exception


@pytest.mark.parametrize("days", [-1, 21])
def test_day_lies_within_the_round(round_, days):
    day = round_.starts_on + days * A_DAY

    with pytest.raises(CannotChange, match="outside"):
        plan(round_, household_of(round_), on_day=day)


def test_first_and_last_day_belong_to_the_round(round_):
    assert plan(round_, household_of(round_), on_day=round_.starts_on)
    assert plan(round_, household_of(round_), on_day=round_.ends_on)


def test_day_that_is_over_is_not_planned():
    today = timezone.localdate()
    round_ = open_round(starts_on=today - 5 * A_DAY)

    with pytest.raises(CannotChange, match="is over"):
        plan(round_, household_of(round_), on_day=today - A_DAY)


def test_household_with_a_planned_visit_gets_no_second_one(round_):
    household = household_of(round_)
    plan(round_, household)

    with pytest.raises(CannotChange, match="planned already"):
        plan(round_, household)


def test_household_of_no_round_is_refused(round_):
    stranger = household_of(open_round(cohort=round_.cohort))

    with pytest.raises(CannotChange):
        plan(round_, stranger)


def test_team_that_was_split_is_refused(round_):
    team = team_of(round_)
    split_team(team=team)

    with pytest.raises(CannotChange, match="split"):
        plan(round_, household_of(round_), team=team)


def test_planned_visit_is_taken_back(round_):
    visit = plan(round_, household_of(round_))

    take_back(visit=visit)

    assert not Visit.objects.exists()
    with pytest.raises(CannotChange, match="taken this visit back"):
        take_back(visit=visit)


def test_visit_on_its_way_is_neither_moved_nor_taken_back(round_):
    visit = set_off(plan(round_, household_of(round_)))

    with pytest.raises(CannotChange, match="set off"):
        take_back(visit=visit)
    with pytest.raises(CannotChange, match="set off"):
        change_visit(visit=visit, team=visit.team, on_day=visit.on_day, purpose="measure")


def test_round_that_is_over_is_not_planned(round_):
    household = household_of(round_)
    round_.closed_at, round_.closed_by = timezone.now(), round_.created_by
    round_.save()

    with pytest.raises(CannotChange, match="over"):
        plan(round_, household)
