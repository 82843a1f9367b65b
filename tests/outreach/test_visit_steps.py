"""A visit from setting off until they are back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from outreach.models import Visit
from outreach.services.households import mark_unsafe
from outreach.services.members import decide
from outreach.services.refusals import CannotChange
from outreach.services.rounds import assign_volunteer, close_round
from outreach.services.visit_steps import (
    Met,
    arrive,
    come_back,
    leave,
    say_outcome,
    set_off,
)
from outreach.services.visits import allow_exception
from tests.factories import UserFactory, staff
from tests.outreach.factories import (
    HouseholdConsentFactory,
    MeasurementSetFactory,
    RoundGraduateFactory,
)
from tests.outreach.round_world import household_of, open_round, plan, woman_of

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def visit():
    round_ = open_round()
    return plan(round_, household_of(round_))


def ago(minutes):
    return timezone.now() - minutes * MINUTE


def women_of(visit):
    return [woman.pk for woman in visit.team.graduates.all()]


def go(visit, graduates=None, colleagues=(), minutes=30):
    return set_off(
        visit=visit,
        graduates=women_of(visit) if graduates is None else graduates,
        colleagues=colleagues,
        at=ago(minutes),
    )


def test_whole_way_is_noted(visit):
    go(visit, minutes=60)
    arrive(visit=visit, at=ago(45))
    say_outcome(visit=visit, outcome="done", met=Met(2, 0, 1, 0, True), by=UserFactory())
    leave(visit=visit, at=ago(15))
    come_back(visit=visit, at=ago(0))

    visit.refresh_from_db()
    assert visit.left_base_at < visit.arrived_at < visit.left_at < visit.back_at
    assert (visit.outcome, visit.met_women, visit.wants_return) == ("done", 2, True)
    assert visit.visitors.count() == 2


def test_step_that_is_tapped_twice_keeps_its_first_moment(visit):
    first = go(visit, minutes=20).left_base_at

    assert go(visit, minutes=5).left_base_at == first
    assert visit.visitors.count() == 2
    at = arrive(visit=visit, at=ago(10)).arrived_at
    assert arrive(visit=visit, at=ago(1)).arrived_at == at


def test_nobody_sets_off_alone(visit):
    with pytest.raises(CannotChange, match="alone"):
        go(visit, women_of(visit)[:1])

    assert not visit.visitors.exists()


def test_volunteer_goes_along_in_the_place_of_one(visit):
    volunteer = staff(Role.OUTREACH, visit.project_site)
    assign_volunteer(round_=visit.round, user=volunteer)

    go(visit, women_of(visit)[:1], [volunteer.pk])

    assert visit.visitors.filter(user=volunteer).exists()


def test_woman_of_the_same_side_stands_in(visit):
    other = RoundGraduateFactory(round=visit.round, side=visit.team.side)

    go(visit, [women_of(visit)[0], other.pk])

    assert visit.visitors.filter(graduate=other).exists()


def test_woman_of_the_other_side_does_not_stand_in(visit):
    other = RoundGraduateFactory(round=visit.round, side="displaced")

    with pytest.raises(CannotChange, match="cannot go"):
        go(visit, [women_of(visit)[0], other.pk])


def test_strangers_do_not_go_along(visit):
    for graduates, colleagues in (
        ([woman_of(open_round()).pk, *women_of(visit)], []),
        (women_of(visit), [UserFactory().pk]),
    ):
        with pytest.raises(CannotChange, match="cannot go"):
            go(visit, graduates, colleagues)


def test_somebody_of_the_team_goes(visit):
    others = RoundGraduateFactory.create_batch(2, round=visit.round, side=visit.team.side)

    with pytest.raises(CannotChange, match="woman of the team"):
        go(visit, [woman.pk for woman in others])


def test_nobody_is_on_two_visits_at_once(visit):
    go(visit)
    second = plan(visit.round, household_of(visit.round))

    with pytest.raises(CannotChange, match="another visit"):
        go(second)

    come_back(visit=visit, at=ago(1))
    go(second, minutes=0)


def test_visit_that_breaks_the_rule_waits_for_a_manager():
    round_ = open_round()
    visit = plan(round_, household_of(round_, "host"), ask=True)

    with pytest.raises(CannotChange, match="manager"):
        go(visit)

    allow_exception(visit=visit, reason="سبب", by=UserFactory())
    go(visit)


def test_nobody_sets_off_in_a_round_that_is_only_planned(visit):
    visit.round.opened_at = visit.round.opened_by = None
    visit.round.save()

    with pytest.raises(CannotChange, match="not going on"):
        go(visit)


def test_nobody_sets_off_for_a_household_that_became_unsafe_or_withdrew(visit):
    other = plan(visit.round, household_of(visit.round))
    mark_unsafe(household=visit.household, by=UserFactory())
    decide(
        household=other.household,
        purposes=["visit"],
        decision="withdrawn",
        how="verbal",
        by=UserFactory(),
    )

    for ended in (visit, other):
        with pytest.raises(CannotChange, match="ended"):
            go(ended)


def test_consent_is_asked_again_at_the_moment_of_setting_off(visit):
    """Even where whatever kept the decision left the planned visit standing."""
    HouseholdConsentFactory(household=visit.household, purpose="visit", decision="withdrawn")

    with pytest.raises(CannotChange, match="has not agreed to visits"):
        go(visit)


def test_visit_is_of_the_day_on_which_they_set_off(visit):
    Visit.objects.update(on_day=visit.round.ends_on)
    visit.refresh_from_db()

    assert go(visit).on_day == timezone.localtime(ago(30)).date()


@pytest.mark.parametrize("minutes", [-5, 25 * 60])
def test_moments_lie_within_the_last_day(visit, minutes):
    with pytest.raises(CannotChange, match="future"):
        go(visit, minutes=minutes)


def test_step_comes_after_the_one_before(visit):
    for step in (arrive, leave, come_back):
        with pytest.raises(CannotChange, match="after the one before"):
            step(visit=visit, at=ago(1))

    go(visit, minutes=10)
    with pytest.raises(CannotChange, match="after the one before"):
        arrive(visit=visit, at=ago(20))


def test_coming_back_waits_for_no_other_tap(visit):
    go(visit)

    come_back(visit=visit, at=ago(1))

    visit.refresh_from_db()
    assert not visit.is_out


def test_forgotten_steps_are_noted_after_coming_back(visit):
    go(visit, minutes=60)
    come_back(visit=visit, at=ago(5))

    arrive(visit=visit, at=ago(40))
    leave(visit=visit, at=ago(20))
    say_outcome(visit=visit, outcome="done", by=UserFactory())

    with pytest.raises(CannotChange):
        arrive(visit=plan(visit.round, household_of(visit.round)), at=ago(1))


@pytest.mark.parametrize("outcome", ["refused", "moved", "postponed", "unsafe"])
def test_news_may_come_before_anybody_sets_off(visit, outcome):
    say_outcome(visit=visit, outcome=outcome, by=UserFactory())

    visit.refresh_from_db()
    assert visit.outcome == outcome


@pytest.mark.parametrize(("outcome", "sentence"), [("done", "arrived"), ("nobody_home", "set off")])
def test_outcome_of_a_visit_needs_a_visit(visit, outcome, sentence):
    with pytest.raises(CannotChange, match=sentence):
        say_outcome(visit=visit, outcome=outcome, by=UserFactory())


def test_visit_where_they_were_is_not_postponed(visit):
    go(visit)
    arrive(visit=visit, at=ago(5))

    with pytest.raises(CannotChange, match="not postponed"):
        say_outcome(visit=visit, outcome="postponed", by=UserFactory())


def test_unsafe_visit_closes_the_address(visit):
    go(visit)
    by = UserFactory()

    say_outcome(visit=visit, outcome="unsafe", by=by)

    visit.household.refresh_from_db()
    assert visit.household.unsafe_by == by
    come_back(visit=visit, at=ago(0))


@pytest.mark.parametrize("is_out", [True, False])
def test_family_that_moved_is_closed(visit, is_out):
    if is_out:
        go(visit)

    say_outcome(visit=visit, outcome="moved", by=UserFactory())

    visit.household.refresh_from_db()
    assert visit.household.closed_reason == "moved"


def test_who_was_met_is_kept_of_a_visit_that_was_done_alone(visit):
    go(visit)

    say_outcome(visit=visit, outcome="nobody_home", met=Met(1, 1, 1, 1, True), by=UserFactory())

    visit.refresh_from_db()
    assert (visit.met_women, visit.wants_return) == (None, None)


def test_outcome_is_mended_while_the_round_goes_on(visit):
    go(visit)
    say_outcome(visit=visit, outcome="nobody_home", by=UserFactory())
    arrive(visit=visit, at=ago(5))
    say_outcome(visit=visit, outcome="done", met=Met(women=1), by=UserFactory())
    come_back(visit=visit, at=ago(1))
    close_round(round_=visit.round, by=UserFactory())

    with pytest.raises(CannotChange, match="over"):
        say_outcome(visit=visit, outcome="refused", by=UserFactory())


def test_visit_where_something_was_measured_was_done(visit):
    go(visit)
    arrive(visit=visit, at=ago(5))
    MeasurementSetFactory(member=visit.household.members.get(), visit=visit)

    with pytest.raises(CannotChange, match="measured or brought"):
        say_outcome(visit=visit, outcome="nobody_home", by=UserFactory())


@pytest.mark.parametrize(("minutes", "is_overdue"), [(119, False), (121, True)])
def test_who_is_not_back_in_time_is_overdue(visit, minutes, is_overdue):
    visit = go(visit, minutes=minutes)
    now = timezone.now()

    assert visit.is_overdue(now) is is_overdue
    assert Visit.objects.overdue(now).exists() is is_overdue

    come_back(visit=visit, at=now)
    assert not Visit.objects.overdue(now + timedelta(hours=9)).exists()


@pytest.mark.parametrize(("days", "is_open"), [(0, True), (7, True), (8, False)])
def test_address_is_hidden_from_visitors_a_week_after(visit, days, is_open):
    day = go(visit).on_day + timedelta(days=days)

    assert visit.address_open_to_visitors(day) is is_open


def test_address_of_a_visit_that_never_was_is_hidden_a_week_after_its_day(visit):
    assert visit.address_open_to_visitors(visit.on_day + timedelta(days=7))
    assert not visit.address_open_to_visitors(visit.on_day + timedelta(days=8))


def test_week_begins_with_the_last_thing_that_happened(visit):
    visit.back_at = timezone.now() + timedelta(days=2)

    assert visit.address_open_to_visitors(visit.on_day + timedelta(days=9))
    assert not visit.address_open_to_visitors(visit.on_day + timedelta(days=10))
