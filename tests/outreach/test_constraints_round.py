"""What the database knows of rounds, teams and who takes part."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import EnrolmentFactory, ProjectSiteFactory
from tests.outreach.factories import (
    HouseholdInNeedFactory,
    RoundFactory,
    RoundGraduateFactory,
    RoundHouseholdFactory,
    RoundVolunteerFactory,
    TeamFactory,
)
from tests.trainings.refused import refused_by

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)


def test_round_may_last_one_day_but_not_end_before_it_starts():
    today = timezone.localdate()
    RoundFactory(starts_on=today, ends_on=today)

    with refused_by("round_ends_after_start"):
        RoundFactory(starts_on=today, ends_on=today - A_DAY)


def test_round_lasts_at_most_180_days():
    today = timezone.localdate()
    RoundFactory(starts_on=today, ends_on=today + 180 * A_DAY)

    with refused_by("round_no_longer_than_180_days"):
        RoundFactory(starts_on=today, ends_on=today + 181 * A_DAY)


def test_name_of_a_round_is_used_once_in_a_cohort():
    round_ = RoundFactory()

    with refused_by("round_name_once_per_cohort"):
        RoundFactory(cohort=round_.cohort, name=round_.name)


@pytest.mark.parametrize("count", [0, 7])
def test_team_makes_one_to_six_visits_a_day(count):
    RoundFactory(visits_per_day=6)

    with refused_by("round_visits_per_day_within_reason"):
        RoundFactory(visits_per_day=count)


@pytest.mark.parametrize("hours", [0, 13])
def test_visitors_are_back_the_same_day(hours):
    RoundFactory(back_within=timedelta(hours=12))

    with refused_by("round_back_the_same_day"):
        RoundFactory(back_within=timedelta(hours=hours))


def test_round_is_opened_by_somebody():
    with refused_by("round_opened_by_somebody"):
        RoundFactory(opened_at=timezone.now())


def test_round_is_closed_by_somebody_and_was_open():
    round_ = RoundFactory()

    with refused_by("round_closed_by_somebody"):
        RoundFactory(closed_at=timezone.now(), closed_by=round_.created_by)


def test_round_is_at_the_place_of_its_cohort():
    with refused_by("round_at_place_of_cohort"):
        RoundFactory(project_site=ProjectSiteFactory())


def test_household_of_a_round_is_there_once_and_at_its_place():
    place = RoundHouseholdFactory()

    with refused_by("round_household_once"):
        RoundHouseholdFactory(round=place.round, household=place.household)
    with refused_by("round_household_at_place_of_household"):
        RoundHouseholdFactory(round=place.round, household=HouseholdInNeedFactory())


def test_volunteer_works_with_a_round_once():
    volunteer = RoundVolunteerFactory()

    with refused_by("round_volunteer_once"):
        RoundVolunteerFactory(round=volunteer.round, user=volunteer.user)


def test_graduate_is_of_the_cohort_of_the_round():
    round_ = RoundFactory()

    with refused_by("round_graduate_in_cohort_of_enrolment"):
        RoundGraduateFactory(round=round_, enrolment=EnrolmentFactory())
    with refused_by("round_graduate_in_cohort_of_round"):
        RoundGraduateFactory(round=round_, cohort=EnrolmentFactory().cohort)


def test_graduate_takes_part_once():
    graduate = RoundGraduateFactory()

    with refused_by("round_graduate_once"):
        RoundGraduateFactory(round=graduate.round, enrolment=graduate.enrolment)


@pytest.mark.parametrize("side", ["displaced", ""])
def test_both_women_of_a_team_stand_on_its_side(side):
    team = TeamFactory(women=0)

    with refused_by("round_graduate_on_side_of_team"):
        RoundGraduateFactory(round=team.round, team=team, side=side)


def test_team_is_of_a_side():
    with refused_by("team_has_a_side"):
        TeamFactory(women=0, side="")


def test_number_of_a_team_is_given_once_in_a_round():
    team = TeamFactory()

    with refused_by("team_number_once_per_round"):
        TeamFactory(round=team.round, number=team.number, women=0)


@pytest.mark.parametrize("women", [1, 3])
def test_team_has_two_women(women):
    with refused_by("team_of_two"):
        TeamFactory(women=women)


def test_team_that_is_split_has_none():
    team = TeamFactory()

    with refused_by("team_of_two"):
        woman = team.graduates.first()
        woman.team = None
        woman.save()
    team.graduates.update(team=None)


def test_women_of_another_round_are_not_in_its_teams():
    team = TeamFactory(women=0)

    with refused_by("round_graduate_on_side_of_team"):
        RoundGraduateFactory(team=team)
