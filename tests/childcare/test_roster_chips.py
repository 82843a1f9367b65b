"""The roster offers her children beside her name, takes them in, and tells what does not fit."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from childcare.models import Stay
from childcare.services.roster_chips import chip_value
from core.ids import uuid7
from tests.childcare.factories import ChildFactory, StayFactory
from tests.childcare.world import bring_in, collect, herself, playroom
from tests.factories import EnrolmentFactory, SessionFactory, staff
from tests.trainings.sync_world import phone_of, stored
from trainings.models import Attendance
from trainings.registries import Alarm, Offer, roster_extras

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return playroom()


def chips(room, session=None):
    return roster_extras.chips(session or room.session, [room.enrolment.pk]).get(
        room.enrolment.pk, []
    )


def tap(room, children=None, **more):
    value = chip_value(
        room.enrolment.pk, [child.pk for child in (room.children if children is None else children)]
    )
    return {"id": str(uuid7()), "chip": value} | more


def extras(room, *items):
    return {"childcare": {str(room.session.pk): list(items)}}


def inside():
    return {stay.child for stay in Stay.objects.inside()}


def test_children_are_one_chip(room):
    [chip] = chips(room)

    assert isinstance(chip, Offer)
    assert "2 children" in chip
    assert chip_value(room.enrolment.pk, [child.pk for child in room.children])[:32] in chip


def test_woman_without_children_has_no_chip():
    assert chips(playroom(children=0)) == []


def test_only_those_who_came_last_time_are_offered(room):
    first, second = room.children
    yesterday = timezone.now() - timedelta(days=1)
    for days, children in ((2, room.children), (1, [second])):
        day = room.session.on_day - timedelta(days=days)
        for child in children:
            StayFactory(
                child=child,
                enrolment=room.enrolment,
                on_day=day,
                in_at=yesterday,
                out_at=yesterday,
                out_by=room.carer,
                out_check="mother",
                collected_by=room.mother,
            )

    [chip] = chips(room)

    assert "1 child<" in chip
    assert second.pk.hex in chip
    assert first.pk.hex not in chip


def test_children_who_came_today_are_not_offered_again(room):
    bring_in(room)
    assert chips(room) == ["2 children in the playroom"]

    collect(room, herself(room.mother))
    assert chips(room) == []


def test_session_of_another_day_offers_nobody(room):
    tomorrow = SessionFactory(
        cohort=room.session.cohort, day=room.session.on_day + timedelta(days=1)
    )

    assert chips(room, tomorrow) == []


def test_chip_comes_in_the_same_request_as_the_mark(room):
    phone = phone_of(room.session)

    answer = phone.send(phone.mark(room.session, room.enrolment), extras=extras(room, tap(room)))

    assert answer.outcomes == ["applied"]
    assert answer.json["extras"] == [["childcare", str(room.session.pk)]]
    assert inside() == set(room.children)
    assert stored(room.session, room.enrolment) == ("present", 1)
    assert {stay.in_by for stay in Stay.objects.all()} == {phone.user}


def test_chip_alone_marks_nobody(room):
    phone_of(room.session).send(extras=extras(room, tap(room)))

    assert inside() == set(room.children)
    assert not Attendance.objects.exists()


def test_chip_sent_twice_takes_in_once(room):
    phone, item = phone_of(room.session), tap(room)

    phone.send(extras=extras(room, item))
    phone.send(extras=extras(room, item))

    assert Stay.objects.count() == 2


def test_chip_that_arrives_after_they_went_home_takes_nobody_in(room):
    bring_in(room)
    collect(room, herself(room.mother))

    phone_of(room.session).send(extras=extras(room, tap(room)))

    assert inside() == set()


def test_chip_takes_in_the_sibling_who_is_missing(room):
    first, second = room.children
    bring_in(room, [first])

    phone_of(room.session).send(extras=extras(room, tap(room)))

    assert inside() == {first, second}
    assert Stay.objects.count() == 2


def test_tap_is_undone_at_once_and_not_later(room):
    phone, item = phone_of(room.session), tap(room)
    phone.send(extras=extras(room, item))

    phone.send(extras=extras(room, tap(room, undoes=item["id"])))
    assert inside() == set()

    again = tap(room)
    phone.send(extras=extras(room, again))
    assert inside() == set(room.children)
    Stay.objects.inside().update(in_at=timezone.now() - timedelta(minutes=6))
    phone.send(extras=extras(room, tap(room, undoes=again["id"])))
    assert inside() == set(room.children)


def test_undo_of_somebody_else_changes_nothing(room):
    item = tap(room)
    phone_of(room.session).send(extras=extras(room, item))

    phone_of(room.session).send(extras=extras(room, tap(room, undoes=item["id"])))

    assert inside() == set(room.children)


def test_chip_that_waited_on_the_phone_until_another_day_takes_nobody_in(room):
    yesterday = playroom(starts_at=timezone.now() - timedelta(days=1))

    answer = phone_of(yesterday.session).send(extras=extras(yesterday, tap(yesterday)))

    assert answer.response.status_code == 200
    assert inside() == set()


def test_chip_of_another_cohort_or_of_strange_children_takes_nobody_in(room):
    other = playroom(place=room.place)
    phone = phone_of(room.session)

    phone.send(extras=extras(room, tap(other)))
    phone.send(extras=extras(room, tap(room, [ChildFactory()])))
    phone.send(extras=extras(room, tap(room, [*room.children, ChildFactory()])))

    assert inside() == set()


def test_one_bad_chip_does_not_cost_the_others(room):
    other = playroom(children=0)
    enrolment = EnrolmentFactory(cohort=room.session.cohort)
    child = ChildFactory(guardian=enrolment.participant)
    good = {"id": str(uuid7()), "chip": chip_value(enrolment.pk, [child.pk])}

    phone_of(room.session).send(
        extras=extras(room, tap(other, [ChildFactory()]), tap(room, [ChildFactory()]), good)
    )

    assert inside() == {child}


NOWHERE = "0197f1c2-0000-4000-8000-00000000000f"


@pytest.mark.parametrize(
    "payload",
    [
        None,
        7,
        "x",
        {},
        [None, 3, [], "a"],
        [{"id": "no", "chip": "no"}],
        [{"id": NOWHERE}],
        [{"id": NOWHERE, "chip": NOWHERE}],
        [{"id": NOWHERE, "chip": ".".join([NOWHERE] * 40)}],
        [{"id": NOWHERE, "chip": {"a": ["\x00", "\ud800"]}}],
        [{"id": NOWHERE, "chip": f"{NOWHERE}.{NOWHERE}", "undoes": "no"}],
        [{"id": ["\u202e"], "chip": "٣" * 10_000}],
    ],
    ids=repr,
)
def test_what_makes_no_sense_is_left_out(room, payload):
    phone = phone_of(room.session)

    answer = phone.send(
        phone.mark(room.session, room.enrolment),
        extras={"childcare": {str(room.session.pk): payload}},
    )

    assert answer.outcomes == ["applied"]
    assert inside() == set()


def roster_url(room):
    return reverse("trainings:session_roster", args=[room.session.pk])


@pytest.fixture
def officer(client, room):
    client.force_login(staff("field", room.place))
    return client


def test_plain_form_takes_children_in_with_the_mark(officer, room):
    page = officer.get(roster_url(room)).content.decode()
    state = re.search(r'name="state" value="([^"]+)"', page)[1]
    value = re.search(r'name="extra-childcare" value="([^"]+)"', page)[1]
    form = {"state": state, "m0": "present", "extra-childcare": value}

    page = officer.post(roster_url(room), form, follow=True).content.decode()
    officer.post(roster_url(room), form)

    assert inside() == set(room.children)
    assert Stay.objects.count() == 2
    assert stored(room.session, room.enrolment) == ("present", 1)
    assert "2 children in the playroom" in page
    assert "What you ticked beside the names is saved." in page


def test_plain_form_with_children_alone_does_not_say_that_nothing_changed(officer, room):
    page = officer.get(roster_url(room)).content.decode()
    state = re.search(r'name="state" value="([^"]+)"', page)[1]
    value = re.search(r'name="extra-childcare" value="([^"]+)"', page)[1]

    page = officer.post(
        roster_url(room), {"state": state, "extra-childcare": value}, follow=True
    ).content.decode()

    assert "Nothing was changed" not in page
    assert inside() == set(room.children)


def test_who_only_reads_the_roster_is_offered_nothing(client, room):
    client.force_login(staff("manager", room.place))

    assert b"extra-childcare" not in client.get(roster_url(room)).content


def mark(room, value, **said):
    phone = phone_of(room.session)
    phone.send(phone.mark(room.session, room.enrolment, value, base=10**6, **said))


@pytest.mark.parametrize(
    ("value", "said", "words"),
    [
        ("absent", {}, "she is marked as not there"),
        ("excused", {}, "she is marked as not there"),
        ("present", {"left_early_minutes": 30}, "she has left early"),
        ("present", {}, None),
        ("late", {"minutes_late": 5}, None),
    ],
)
def test_mark_that_does_not_fit_is_an_alarm_for_the_lead(officer, room, value, said, words):
    bring_in(room)
    mark(room, value, **said)

    [chip] = chips(room)
    page = officer.get(roster_url(room)).content.decode()

    assert isinstance(chip, Alarm) == (words is not None)
    assert (words or "in the playroom") in chip
    assert page.count('role="alert"') == (words is not None)


def test_missing_mark_is_an_alarm_once_the_roster_should_be_taken(room):
    bring_in(room)

    assert not isinstance(chips(room)[0], Alarm)
    type(room.session).objects.filter(pk=room.session.pk).update(
        starts_at=timezone.now() - timedelta(minutes=16)
    )
    room.session.refresh_from_db()
    assert isinstance(chips(room)[0], Alarm)
    assert "not marked" in chips(room)[0]
