"""The carer's page: who is inside, who comes, what somebody must act on."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from childcare.models import Stay
from childcare.services.refusals import NotHandedOver
from tests.childcare.factories import (
    ChildFactory,
    PickupAuthorisationFactory,
    ShiftFactory,
    StayFactory,
)
from tests.childcare.world import bring_in, collect, playroom, somebody
from tests.counting import statements
from tests.factories import EnrolmentFactory, RoomFactory, SessionFactory, staff

pytestmark = pytest.mark.django_db
SECRET = "a court order"


@pytest.fixture
def room():
    return playroom()


def page_of(client, user):
    client.force_login(user)
    return client.get(reverse("childcare:playroom")).content.decode()


def test_who_is_inside_stands_with_tag_and_health(client, room):
    child = room.children[0]
    child.allergies = "nuts"
    child.save()
    bring_in(room)

    page = page_of(client, room.carer)

    assert page.count('class="card family') == 1
    assert page.count("health-allergy") == 1
    assert "2 children inside" in page
    for child in room.children:
        assert child.name in page


def test_family_of_another_place_is_not_there(client, room):
    other = playroom()
    bring_in(other)

    page = page_of(client, room.carer)

    assert "0 children inside" in page
    assert other.mother.full_name not in page


def test_one_tap_takes_in_those_of_the_last_time(client, room):
    page = page_of(client, room.carer)
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    url = reverse("childcare:tap_in", args=[room.enrolment.pk])
    form = {"key": key, "children": [str(child.pk) for child in room.children]}

    said = [client.post(url, form, follow=True).content.decode() for _ in range(2)]

    assert Stay.objects.inside().count() == Stay.objects.count() == 2
    assert "Taken in:" in said[0]
    assert "They were taken in already." in said[1]


def test_guest_of_today_brings_a_child(client, room):
    guest = EnrolmentFactory(
        cohort=room.session.cohort,
        kind="guest",
        from_on=room.session.on_day,
        to_on=room.session.on_day + timedelta(days=1),
    )
    child = ChildFactory(guardian=guest.participant)

    assert guest.participant.full_name in page_of(client, room.carer)
    client.post(
        reverse("childcare:tap_in", args=[guest.pk]),
        {"key": "6f1e3f3c-9c3e-4d2a-8d3e-0a3f5b1c2d4e", "children": [str(child.pk)]},
    )
    assert Stay.objects.inside().get().child == child


def test_guest_of_yesterday_is_not_at_the_door(client, room):
    day = room.session.on_day
    guest = EnrolmentFactory(
        cohort=room.session.cohort, kind="guest", from_on=day - timedelta(days=1), to_on=day
    )
    ChildFactory(guardian=guest.participant)

    assert guest.participant.full_name not in page_of(client, room.carer)


def test_refused_attempt_for_siblings_is_told_once_and_without_the_reason(client, room):
    bring_in(room)
    for child in room.children:
        PickupAuthorisationFactory(
            child=child, name="سعد جاسم", is_blocked=True, blocked_reason=SECRET
        )
    with pytest.raises(NotHandedOver):
        collect(room, somebody("سعد جاسم"))

    page = page_of(client, room.carer)

    assert page.count("not handed over,") == 1
    assert page.count("سعد جاسم") == 1
    assert SECRET not in page


def test_stay_of_a_day_before_is_an_alarm_that_nothing_closes(client, room):
    yesterday = timezone.now() - timedelta(days=1)
    stay = StayFactory(
        enrolment=room.enrolment, on_day=room.session.on_day - timedelta(days=1), in_at=yesterday
    )

    page = page_of(client, room.carer)

    assert "Not handed over since" in page
    stay.refresh_from_db()
    assert stay.is_inside


def test_session_that_is_called_off_while_a_child_is_inside_is_an_alarm(client, room):
    bring_in(room)
    type(room.session).objects.filter(pk=room.session.pk).update(
        state="cancelled", state_reason="power"
    )

    page = page_of(client, room.carer)

    assert "her session does not take place" in page.lower()


def test_too_few_adults_are_told_until_enough_are_in_the_room(client, room):
    bring_in(room)
    assert "2 adults are missing." in page_of(client, room.carer)

    ShiftFactory(carer__project_site=room.place)
    assert "1 adult is missing." in page_of(client, room.carer)

    ShiftFactory(carer__project_site=room.place)
    page = page_of(client, room.carer)
    assert "missing." not in page
    assert "2 / 2" in page


def test_room_that_is_too_small_is_told(client, room):
    RoomFactory(site=room.place.site, kind="playroom", area_m2=4)
    bring_in(room)

    assert "The room is too small: these children need 4.6 m², it has 4 m²." in page_of(
        client, room.carer
    )


def test_without_papers_nobody_takes_in(client, room):
    page = page_of(client, staff(Role.CHILDCARE, room.place))

    assert "You can look, but not take in or hand over" in page
    assert "/in/" not in page


@pytest.mark.parametrize("role", [Role.FIELD, Role.MANAGER])
def test_who_only_sees_the_playroom_has_no_door(client, room, role):
    bring_in(room)

    page = page_of(client, staff(role, room.place))

    assert 'class="card family' in page
    assert "Coming in" not in page


def families(room, number):
    session = SessionFactory(cohort__project_site=room.place, starts_at=room.session.starts_at)
    for _ in range(number):
        enrolment = EnrolmentFactory(cohort=session.cohort)
        child = ChildFactory(guardian=enrolment.participant)
        StayFactory(enrolment=enrolment, child=child)
        ChildFactory(guardian=EnrolmentFactory(cohort=session.cohort).participant)


@pytest.mark.parametrize("number", [1, 40])
def test_query_count_does_not_grow(client, room, number):
    families(room, number)
    client.force_login(room.carer)
    url = reverse("childcare:playroom")
    client.get(url)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(url).content.decode()

    assert page.count('class="card family') == number
    # One of them is for the holidays that lengthen her window of days.
    assert len(statements(queries)) == 15
