"""She takes back what she agreed to, and what needs it stops in the same transaction."""

from __future__ import annotations

import pytest

from accounts.roles import Role
from core.scoping import scope
from participants.details import Decision
from participants.services.consents import decide
from participants.services.duplicates import merge
from tests.factories import EnrolmentFactory, staff
from tests.trainings.follow_up_world import agree, member_of, missed
from trainings.models import Enrolment, FollowUp
from trainings.queries.contact import AT_HOME, BY_PEER, BY_PHONE, contact_with
from trainings.services.follow_ups import ask_peer

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return staff(Role.FIELD)


def takes_back(person, *purposes, by):
    decisions = [
        Decision(purpose=purpose, decision="withdrawn", how="verbal") for purpose in purposes
    ]
    decide(person=person, decisions=decisions, by=by)


def test_no_friend_calls_her_any_more(officer):
    follow_up = missed()
    friend = member_of(follow_up.cohort, BY_PEER)
    ask_peer(follow_up=follow_up, peer=friend, by=officer)

    takes_back(follow_up.enrolment.participant, BY_PEER, by=officer)

    follow_up.refresh_from_db()
    assert follow_up.is_open
    assert follow_up.peer is None
    assert not Enrolment.objects.filter(buddy__isnull=False).exists()


def test_friend_who_takes_it_back_calls_nobody(officer):
    follow_up = missed()
    friend = member_of(follow_up.cohort, BY_PEER)
    ask_peer(follow_up=follow_up, peer=friend, by=officer)

    takes_back(friend.participant, BY_PEER, by=officer)

    follow_up.refresh_from_db()
    assert follow_up.peer is None


def test_follow_up_closes_once_no_way_is_left(officer):
    follow_up = missed()
    person = follow_up.enrolment.participant

    takes_back(person, BY_PHONE, by=officer)
    assert FollowUp.objects.open().count() == 1
    assert contact_with(person).phone_for_staff == ""
    takes_back(person, BY_PEER, AT_HOME, by=officer)

    follow_up.refresh_from_db()
    assert (follow_up.result, follow_up.closed_by) == ("do_not_contact", officer)


@pytest.mark.parametrize("purpose", ["participation", "data_processing"])
def test_who_does_not_take_part_any_more_is_not_called_after(officer, purpose):
    follow_up = missed(BY_PHONE, purpose)
    other = missed(BY_PHONE, purpose)

    takes_back(follow_up.enrolment.participant, purpose, by=officer)

    assert list(FollowUp.objects.open()) == [other]


def test_no_of_another_record_of_hers_stops_the_call():
    follow_up = missed()
    coordinator = staff(Role.COORDINATOR, follow_up.cohort.project_site)
    other = EnrolmentFactory(cohort__project_site=follow_up.cohort.project_site).participant
    agree(other, BY_PHONE, BY_PEER, AT_HOME, decision="refused")

    with scope(coordinator):
        merge(survivor=follow_up.enrolment.participant, other=other, by=coordinator)

    assert not FollowUp.objects.open().exists()
    follow_up.enrolment.participant.refresh_from_db()
    assert contact_with(follow_up.enrolment.participant).phone_for_staff == ""


def test_follow_up_of_a_second_place_ends_with_it():
    follow_up = missed()
    coordinator = staff(Role.COORDINATOR, follow_up.cohort.project_site)
    first = EnrolmentFactory(cohort=follow_up.cohort)

    with scope(coordinator):
        merge(survivor=first.participant, other=follow_up.enrolment.participant, by=coordinator)

    follow_up = FollowUp.objects.filter(pk=follow_up.pk).first()
    assert follow_up is None or not follow_up.is_open
