"""What must never be false of a follow-up and its calls: broken, and touched at the edge."""

import pytest
from django.utils import timezone

from tests.factories import (
    CallFactory,
    CohortFactory,
    EnrolmentFactory,
    FollowUpFactory,
    SessionFactory,
    UserFactory,
)
from tests.trainings.refused import refused_by

pytestmark = pytest.mark.django_db

CLOSED = {"closed_at": timezone.now(), "result": "returned"}


def test_enrolment_has_one_open_follow_up():
    first = FollowUpFactory()

    with refused_by("follow_up_one_open_per_enrolment"):
        FollowUpFactory(enrolment=first.enrolment)


def test_closed_follow_ups_stand_beside_an_open_one():
    first = FollowUpFactory(**CLOSED)
    FollowUpFactory(enrolment=first.enrolment, **CLOSED)

    assert FollowUpFactory(enrolment=first.enrolment).is_open


@pytest.mark.parametrize(
    ("said", "truth"),
    [
        ({"absences": 0}, "follow_up_counts_from_one"),
        ({"result": "returned"}, "follow_up_closed_says_what_came_of_it"),
        ({"closed_at": timezone.now()}, "follow_up_closed_says_what_came_of_it"),
        (CLOSED | {"result": "needs_support"}, "follow_up_says_which_support"),
        (CLOSED | {"support": "health"}, "follow_up_says_which_support"),
        (CLOSED | {"result": "left"}, "follow_up_says_why_she_left"),
        (CLOSED | {"leaving": "moved"}, "follow_up_says_why_she_left"),
    ],
)
def test_follow_up_that_contradicts_itself_is_refused(said, truth):
    with refused_by(truth):
        FollowUpFactory(**said)


@pytest.mark.parametrize(
    "said",
    [
        {"result": "needs_support", "support": "health"},
        {"result": "left", "leaving": "moved"},
        {"result": "will_return"},
    ],
)
def test_what_came_of_it_is_said_with_its_reason(said):
    closed = FollowUpFactory(**CLOSED | said, closed_by=UserFactory())

    assert not closed.is_open


def test_open_follow_up_was_closed_by_nobody():
    with refused_by("follow_up_closed_says_what_came_of_it"):
        FollowUpFactory(closed_by=UserFactory())


def test_nobody_calls_herself():
    place = EnrolmentFactory()

    with refused_by("follow_up_peer_is_another"):
        FollowUpFactory(enrolment=place, peer=place)


def test_peer_is_of_the_same_cohort():
    place = EnrolmentFactory()

    with refused_by("follow_up_in_cohort_of_peer"):
        FollowUpFactory(enrolment=place, peer=EnrolmentFactory())


def test_peer_may_be_anybody_of_the_cohort():
    place = EnrolmentFactory()
    friend = EnrolmentFactory(cohort=place.cohort)

    assert FollowUpFactory(enrolment=place, peer=friend).peer == friend


def test_follow_up_is_about_a_session_of_her_cohort():
    place = EnrolmentFactory()
    elsewhere = SessionFactory(cohort=CohortFactory(project_site=place.project_site))

    with refused_by("follow_up_in_cohort_of_first_session"):
        FollowUpFactory(enrolment=place, first_session=elsewhere)


def test_call_by_a_peer_says_by_whom():
    with refused_by("call_by_a_peer_says_by_whom"):
        CallFactory(caller="peer")


def test_call_by_staff_names_no_peer():
    follow_up = FollowUpFactory()
    friend = EnrolmentFactory(cohort=follow_up.cohort)

    with refused_by("call_by_a_peer_says_by_whom"):
        CallFactory(follow_up=follow_up, caller="staff", peer=friend)


def test_call_is_about_the_woman_who_is_followed_up():
    follow_up = FollowUpFactory()
    another = EnrolmentFactory(cohort=follow_up.cohort)

    with refused_by("call_about_who_is_followed_up"):
        CallFactory(follow_up=follow_up, enrolment=another)


def test_buddy_is_another_woman_of_the_same_cohort():
    place = EnrolmentFactory()
    place.buddy = EnrolmentFactory(cohort=place.cohort)
    place.save()

    place.buddy = EnrolmentFactory()
    with refused_by("enrolment_buddy_in_cohort"):
        place.save()


def test_nobody_is_her_own_buddy():
    place = EnrolmentFactory()
    place.buddy = place

    with refused_by("enrolment_buddy_is_another"):
        place.save()
