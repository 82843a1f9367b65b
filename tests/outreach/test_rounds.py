"""Rounds are planned, opened and closed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.roles import Role
from outreach.models import Round
from outreach.services.refusals import CannotChange
from outreach.services.rounds import (
    add_households,
    assign_volunteer,
    choose_graduates,
    close_round,
    drop_household,
    open_round,
    plan_round,
    take_volunteer_off,
)
from tests.factories import (
    CohortFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    UserFactory,
    staff,
)
from tests.outreach.factories import (
    HouseholdInNeedFactory,
    RoundFactory,
    RoundHouseholdFactory,
    TeamFactory,
    VisitFactory,
    set_off,
)

pytestmark = pytest.mark.django_db


def plan_for(cohort, by=None, **said):
    today = timezone.localdate()
    return plan_round(
        **{
            "round_id": uuid4(),
            "cohort": cohort,
            "name": "جولة الشتاء",
            "area": None,
            "starts_on": today,
            "ends_on": today + timedelta(days=10),
            "visits_per_day": 2,
            "back_within": timedelta(hours=2),
            "by": by or UserFactory(),
        }
        | said
    )


def test_round_begins_with_the_graduates_of_its_cohort():
    cohort = CohortFactory()
    today = timezone.localdate()
    graduates = [
        EnrolmentFactory(cohort=cohort, state=state) for state in ("enrolled", "completed")
    ]
    EnrolmentFactory(cohort=cohort, state="applied")
    EnrolmentFactory(cohort=cohort, state="withdrawn", to_on=today)
    EnrolmentFactory(cohort=cohort, kind="guest", from_on=today, to_on=today + timedelta(days=1))
    EnrolmentFactory()

    round_ = plan_for(cohort)

    assert {woman.enrolment for woman in round_.graduates.all()} == set(graduates)


@pytest.mark.parametrize(
    ("status", "side"),
    [("idp", "displaced"), ("host", "host"), ("refugee_returnee", "returned"), ("refused", "")],
)
def test_graduate_of_a_round_to_come_stands_where_she_will_on_its_first_day(status, side):
    woman = EnrolmentFactory()
    first = timezone.localdate() + timedelta(days=5)
    DisplacementEpisodeFactory(
        participant=woman.participant,
        status="other",
        from_on=first - timedelta(days=9),
        to_on=first,
    )
    DisplacementEpisodeFactory(participant=woman.participant, status=status, from_on=first)

    round_ = plan_for(woman.cohort, starts_on=first)

    assert round_.graduates.get().side == side


def test_graduate_of_a_round_that_has_begun_stands_where_she_stands_today():
    woman = EnrolmentFactory()
    today = timezone.localdate()
    DisplacementEpisodeFactory(participant=woman.participant, status="host", from_on=today)

    round_ = plan_for(woman.cohort, starts_on=today - timedelta(days=5))

    assert round_.graduates.get().side == "host"


def test_round_that_is_sent_twice_is_one_round():
    cohort, by, key = CohortFactory(), UserFactory(), uuid4()

    assert plan_for(cohort, by, round_id=key) == plan_for(cohort, by, round_id=key)
    with pytest.raises(CannotChange, match="out of date"):
        plan_for(CohortFactory(), by, round_id=key)


def test_name_that_is_taken_is_refused_in_words():
    cohort = CohortFactory()
    plan_for(cohort)

    with pytest.raises(CannotChange, match="of that name already"):
        plan_for(cohort)
    assert Round.objects.count() == 1


def test_who_takes_part_is_chosen():
    cohort = CohortFactory()
    women = EnrolmentFactory.create_batch(3, cohort=cohort)
    round_ = plan_for(cohort)

    choose_graduates(round_=round_, enrolments=[women[0].pk, women[1].pk])
    choose_graduates(round_=round_, enrolments=[women[1].pk, women[2].pk])

    assert {woman.enrolment for woman in round_.graduates.all()} == set(women[1:])


def test_woman_of_another_cohort_does_not_take_part():
    with pytest.raises(CannotChange, match="not a graduate"):
        choose_graduates(round_=RoundFactory(), enrolments=[EnrolmentFactory().pk])


def test_woman_of_a_team_is_not_taken_out():
    team = TeamFactory()

    with pytest.raises(CannotChange, match="team"):
        choose_graduates(round_=team.round, enrolments=[])


def test_households_are_added_once_and_at_their_place():
    round_ = RoundFactory()
    here = HouseholdInNeedFactory(project_site=round_.project_site)
    by = UserFactory()

    assert add_households(round_=round_, households=[here.pk], by=by) == 1
    assert add_households(round_=round_, households=[here.pk], by=by) == 0
    with pytest.raises(CannotChange):
        add_households(round_=round_, households=[HouseholdInNeedFactory().pk], by=by)


def test_household_with_a_visit_stays_in_its_round():
    visit = VisitFactory()
    place = RoundHouseholdFactory(round=visit.round)

    drop_household(round_=visit.round, household_id=place.household_id)

    with pytest.raises(CannotChange, match="planned"):
        drop_household(round_=visit.round, household_id=visit.household_id)
    assert visit.round.places.count() == 1


def test_only_a_volunteer_of_the_place_works_with_a_round():
    round_ = RoundFactory()
    volunteer = staff(Role.OUTREACH, round_.project_site)

    assign_volunteer(round_=round_, user=volunteer)
    take_volunteer_off(round_=round_, user_id=volunteer.pk)
    assign_volunteer(round_=round_, user=volunteer)

    assert round_.volunteers.get().ended_at is None
    for other in (
        staff(Role.FIELD, round_.project_site),
        staff(Role.OUTREACH, VisitFactory().project_site),
    ):
        with pytest.raises(CannotChange, match="volunteer"):
            assign_volunteer(round_=round_, user=other)


def test_round_without_a_visit_is_not_opened():
    with pytest.raises(CannotChange, match="visit"):
        open_round(round_=RoundFactory(), by=UserFactory())


def test_round_is_opened_once():
    visit = VisitFactory(round=RoundFactory())
    first, second = UserFactory(), UserFactory()

    open_round(round_=visit.round, by=first)
    round_ = open_round(round_=visit.round, by=second)

    assert (round_.opened_by, round_.state) == (first, "open")


def test_round_is_not_closed_while_somebody_is_out():
    visit = set_off(VisitFactory())

    with pytest.raises(CannotChange, match="back"):
        close_round(round_=visit.round, by=UserFactory())

    visit.back_at = timezone.now()
    visit.save()
    with pytest.raises(CannotChange, match="what came of it"):
        close_round(round_=visit.round, by=UserFactory())


def test_closed_round_postpones_what_nobody_made():
    visit = VisitFactory()

    assert close_round(round_=visit.round, by=UserFactory()) == 1

    visit.refresh_from_db()
    assert (visit.outcome, visit.round.state) == ("postponed", "closed")
    with pytest.raises(CannotChange, match="over"):
        open_round(round_=visit.round, by=UserFactory())


def test_round_that_never_began_is_not_closed():
    with pytest.raises(CannotChange, match="not begun"):
        close_round(round_=RoundFactory(), by=UserFactory())
