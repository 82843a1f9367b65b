"""What the database knows of places, planned excuses and displacement."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    CohortFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    PlannedExcuseFactory,
)
from tests.trainings.refused import refused_by, say_it_now

pytestmark = pytest.mark.django_db

MAY = date(2026, 5, 1)
JUNE = date(2026, 6, 1)
JULY = date(2026, 7, 1)
ONE_DAY = timedelta(days=1)


def again(place, **dates):
    """The same person in the same cohort once more."""
    return EnrolmentFactory(cohort=place.cohort, participant=place.participant, **dates)


@pytest.mark.parametrize("to_on", [MAY, MAY - ONE_DAY])
def test_place_of_no_day_is_refused(to_on):
    with refused_by("enrolment_not_empty"):
        EnrolmentFactory(from_on=MAY, to_on=to_on)


def test_place_of_one_day_is_taken():
    assert EnrolmentFactory(from_on=MAY, to_on=MAY + ONE_DAY).pk


def test_guest_is_there_for_exactly_one_day():
    with refused_by("enrolment_of_a_guest_is_one_day"):
        EnrolmentFactory(kind="guest", from_on=MAY, to_on=MAY + 2 * ONE_DAY)
    with refused_by("enrolment_of_a_guest_is_one_day"):
        EnrolmentFactory(kind="guest", from_on=MAY, to_on=None)

    assert EnrolmentFactory(kind="guest", from_on=MAY, to_on=MAY + ONE_DAY).pk


def test_second_place_on_the_last_day_of_the_first_is_refused():
    place = EnrolmentFactory(from_on=MAY, to_on=JUNE)

    with refused_by("enrolment_one_place_at_a_time"):
        again(place, from_on=JUNE - ONE_DAY, to_on=JULY)


def test_second_place_may_start_the_day_that_the_first_ends():
    place = EnrolmentFactory(from_on=MAY, to_on=JUNE)

    assert again(place, from_on=JUNE, to_on=JULY).pk


def test_place_without_an_end_leaves_no_room_for_another():
    place = EnrolmentFactory(from_on=MAY)

    with refused_by("enrolment_one_place_at_a_time"):
        again(place, from_on=date(2029, 1, 1))


def test_guest_of_a_day_is_no_member_on_that_day():
    place = EnrolmentFactory(kind="guest", from_on=MAY, to_on=MAY + ONE_DAY)

    with refused_by("enrolment_one_place_at_a_time"):
        again(place, from_on=MAY)

    assert again(place, from_on=MAY + ONE_DAY).pk


def test_same_person_may_have_places_in_two_cohorts():
    place = EnrolmentFactory()

    assert EnrolmentFactory(participant=place.participant).cohort_id != place.cohort_id


def test_place_at_another_project_site_than_its_cohort_is_refused():
    elsewhere = CohortFactory().project_site

    with refused_by("enrolment_at_place_of_cohort"):
        EnrolmentFactory(project_site=elsewhere)
        say_it_now()


def test_planned_excuse_of_no_day_is_refused():
    with refused_by("planned_excuse_not_empty"):
        PlannedExcuseFactory(from_on=MAY, to_on=MAY)

    assert PlannedExcuseFactory(from_on=MAY, to_on=MAY + ONE_DAY).pk


def test_displacement_episode_of_no_day_is_refused():
    with refused_by("displacement_episode_not_empty"):
        DisplacementEpisodeFactory(from_on=MAY, to_on=MAY)

    assert DisplacementEpisodeFactory(from_on=MAY, to_on=MAY + ONE_DAY).pk


def test_two_statuses_on_one_day_are_refused():
    displaced = DisplacementEpisodeFactory(status="idp", from_on=MAY, to_on=JUNE)

    with refused_by("displacement_episodes_do_not_overlap"):
        DisplacementEpisodeFactory(
            participant=displaced.participant, status="host", from_on=JUNE - ONE_DAY
        )


def test_status_may_change_the_day_that_another_ends():
    displaced = DisplacementEpisodeFactory(status="idp", from_on=MAY, to_on=JUNE)

    returned = DisplacementEpisodeFactory(
        participant=displaced.participant, status="idp_returnee", from_on=JUNE
    )

    assert returned.to_on is None
