"""Lines of a household, and what its head agreed to."""

from uuid import uuid4

import pytest

from outreach.models import HouseholdConsent
from outreach.services.members import (
    MOST,
    add_member,
    change_member,
    decide,
    move_out,
    require_consent,
)
from outreach.services.refusals import CannotChange
from outreach.services.visits import allow_exception
from tests.factories import UserFactory
from tests.outreach.factories import (
    GarmentFactory,
    HouseholdInNeedFactory,
    HouseholdMemberFactory,
    VisitFactory,
    set_off,
)
from tests.outreach.round_world import household_of, open_round, plan

pytestmark = pytest.mark.django_db

BOTH = ["visit", "measure"]


def line(household, member_id=None, **said):
    return add_member(
        household=household,
        member_id=member_id or uuid4(),
        by=UserFactory(),
        **{"label": "الأم", "sex": "f", "age_band": "18-59", "status": "idp"} | said,
    )


def test_line_that_is_sent_twice_is_one_line():
    household, key = HouseholdInNeedFactory(), uuid4()

    assert line(household, key) == line(household, key)
    with pytest.raises(CannotChange, match="out of date"):
        line(HouseholdInNeedFactory(), key)


def test_second_head_is_refused_in_words():
    household = HouseholdInNeedFactory()
    line(household, is_head=True)

    with pytest.raises(CannotChange, match="has a head already"):
        line(household, is_head=True)


def test_household_has_at_most_30_lines():
    household = HouseholdInNeedFactory()
    HouseholdMemberFactory.create_batch(MOST, household=household)

    with pytest.raises(CannotChange, match="30"):
        line(household)


def test_new_line_judges_the_planned_visit_again():
    round_ = open_round()
    visit = plan(round_, household_of(round_, "idp"))
    assert visit.result == "cross"

    line(visit.household, status="host")

    visit.refresh_from_db()
    assert visit.result == "mixed"


def test_mended_line_may_turn_a_visit_against_the_rule():
    round_ = open_round()
    visit = plan(round_, household_of(round_, "idp"))

    change_member(member=visit.household.members.get(), status="host")

    visit.refresh_from_db()
    assert (visit.result, visit.needs_exception) == ("same", True)


def test_exception_that_is_no_longer_needed_goes():
    round_ = open_round()
    visit = plan(round_, household_of(round_, "host"), ask=True)
    allow_exception(visit=visit, reason="جيرانهم", by=UserFactory())

    change_member(member=visit.household.members.get(), status="idp")

    visit.refresh_from_db()
    assert (visit.result, visit.exception_at, visit.exception_reason) == ("cross", None, "")


def test_who_moved_out_does_not_count():
    round_ = open_round()
    visit = plan(round_, household_of(round_, "idp", "host"))

    move_out(member=visit.household.members.get(status="host"))

    visit.refresh_from_db()
    assert visit.result == "cross"


def test_what_held_when_they_set_off_stays():
    round_ = open_round()
    visit = set_off(plan(round_, household_of(round_, "idp")))

    line(visit.household, status="host")

    visit.refresh_from_db()
    assert visit.result == "cross"


def test_nobody_moves_out_while_something_is_sewn_for_her():
    with pytest.raises(CannotChange, match="sewn"):
        move_out(member=GarmentFactory().member)


def say(household, decision, purposes=BOTH):
    decide(
        household=household, purposes=purposes, decision=decision, how="verbal", by=UserFactory()
    )


def test_what_nobody_asked_is_not_agreed():
    household = HouseholdInNeedFactory()

    for purpose in HouseholdConsent.Purpose:
        with pytest.raises(CannotChange, match="has not agreed"):
            require_consent(household, purpose)


@pytest.mark.parametrize("decision", ["refused", "withdrawn"])
def test_last_decision_holds(decision):
    household = HouseholdInNeedFactory()

    say(household, "agreed")
    require_consent(household, "visit")
    say(household, decision, ["visit"])

    with pytest.raises(CannotChange):
        require_consent(household, "visit")
    require_consent(household, "measure")


def test_same_decision_twice_is_kept_once():
    household = HouseholdInNeedFactory()

    say(household, "agreed")
    say(household, "agreed")

    assert HouseholdConsent.objects.count() == 2


def test_only_what_was_agreed_is_withdrawn():
    with pytest.raises(CannotChange, match="no agreement"):
        say(HouseholdInNeedFactory(), "withdrawn")


@pytest.mark.parametrize("decision", ["refused", "withdrawn"])
def test_withdrawn_consent_ends_what_was_planned_at_once(decision):
    round_ = open_round()
    visit = plan(round_, household_of(round_))

    say(visit.household, decision, ["visit"])

    visit.refresh_from_db()
    assert visit.outcome == "refused"
    with pytest.raises(CannotChange, match="has not agreed"):
        plan(round_, visit.household)


def test_consent_to_measuring_that_is_withdrawn_leaves_the_visit():
    visit = VisitFactory()
    say(visit.household, "agreed")

    say(visit.household, "withdrawn", ["measure"])

    visit.refresh_from_db()
    assert visit.outcome == ""
