"""A child inside and a mother who is not where she seems: both rooms read it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from childcare.models import Stay
from tests.childcare.factories import ChildFactory
from tests.childcare.world import bring_in, playroom
from tests.factories import EnrolmentFactory, SessionStaffFactory, staff
from tests.trainings.sync_world import phone_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    room = playroom(starts_at=timezone.now() - timedelta(minutes=20), hours=3)
    bring_in(room)
    return room


@pytest.fixture
def lead(room):
    user = staff(Role.FACILITATOR, room.place)
    SessionStaffFactory(session=room.session, user=user)
    return user


def mark(room, value, **said):
    phone = phone_of(room.session)
    phone.send(phone.mark(room.session, room.enrolment, value, base=10**6, **said))


def both_pages(client, room, lead):
    pages = []
    for user, name in ((room.carer, "childcare:playroom"), (lead, "trainings:today")):
        client.force_login(user)
        pages.append(client.get(reverse(name)).content.decode())
    return pages


@pytest.mark.parametrize(
    ("marked", "sentence"),
    [
        (None, "Child inside, and its mother is not marked yet"),
        (("absent", {}), "Child inside, and its mother is marked as not there"),
        (("excused", {}), "Child inside, and its mother is marked as not there"),
        (
            ("present", {"left_early_minutes": 30}),
            "Child inside, and its mother has left early",
        ),
    ],
)
def test_carer_and_lead_read_the_same(client, room, lead, marked, sentence):
    if marked:
        value, said = marked
        mark(room, value, **said)

    for page in both_pages(client, room, lead):
        assert page.count(sentence) == 1
        assert page.count("Child inside,") == 1
        assert room.mother.full_name in page


def test_mother_in_class_is_no_news(client, room, lead):
    mark(room, "present")

    for page in both_pages(client, room, lead):
        assert "Child inside," not in page
        assert "2 children inside" in page


def test_several_mothers_who_are_not_marked_are_one_banner(client, room, lead):
    for _ in range(3):
        enrolment = EnrolmentFactory(cohort=room.session.cohort)
        child = ChildFactory(guardian=enrolment.participant)
        bring_in(replace(room, enrolment=enrolment, children=[child]))

    for page in both_pages(client, room, lead):
        assert page.count("its mother is not marked yet") == 1


def test_child_that_nobody_came_for_is_told_until_it_is_handed_over(client, room, lead):
    mark(room, "present")
    now = timezone.now()
    type(room.session).objects.filter(pk=room.session.pk).update(
        starts_at=now - timedelta(hours=2), ends_at=now - timedelta(minutes=31)
    )

    carers, leads = both_pages(client, room, lead)

    assert "Her session is over, and nobody has come: tag 1." in carers
    assert "her session is over, and nobody has come" in leads
    assert Stay.objects.inside().count() == 2


def test_checking_in_marks_nobody(room):
    assert [line.mark for line in room.session.roster()] == [None]
