"""Without a script the roster is one form, which never overwrites what it did not see."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from tests.factories import (
    EnrolmentFactory,
    PlannedExcuseFactory,
    SessionFactory,
    at,
    staff,
)
from trainings.models import Attendance, AttendanceEvent, Disagreement, Session

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return SessionFactory()


@pytest.fixture
def women(session):
    return EnrolmentFactory.create_batch(3, cohort=session.cohort)


@pytest.fixture
def officer(session):
    return staff(Role.FIELD, session.project_site)


@pytest.fixture
def signed_in(client, officer, women):
    client.force_login(officer)
    return client


def url(session, name="session_roster"):
    return reverse(f"trainings:{name}", args=[session.pk])


def opened(client, session):
    """The fields that a browser would send back, as the page came."""
    page = client.get(url(session)).content.decode()
    fields = {"state": re.search(r'name="state" value="([^"]+)"', page)[1]}
    return fields | dict(re.findall(r'name="([mc]\d+)" value="(\w+)" checked', page))


def send(client, session, fields):
    response = client.post(url(session), fields, follow=True)
    return html.unescape(response.content.decode())


def marks(session):
    return [line.mark for line in session.roster()]


def test_only_rows_that_say_something_new_become_events(signed_in, session):
    fields = opened(signed_in, session)

    send(signed_in, session, fields | {"m1": "absent"})

    assert marks(session) == [None, "absent", None]
    assert AttendanceEvent.objects.count() == 1


def test_form_sent_twice_counts_once(signed_in, session):
    fields = opened(signed_in, session) | {"m0": "present"}

    send(signed_in, session, fields)
    page = send(signed_in, session, fields)

    assert AttendanceEvent.objects.count() == 1
    assert "recorded already" in page


def test_going_back_and_choosing_another_mark_counts(signed_in, session):
    fields = opened(signed_in, session)

    send(signed_in, session, fields | {"m0": "present"})
    send(signed_in, session, fields | {"m0": "absent"})

    assert marks(session)[0] == "absent"
    assert not Disagreement.objects.exists()


def test_mark_that_somebody_else_made_meanwhile_is_told_with_both_values(
    client, officer, women, session
):
    client.force_login(officer)
    fields = opened(client, session)
    client.force_login(staff(Role.FIELD, session.project_site))
    send(client, session, opened(client, session) | {"m0": "present"})
    client.force_login(officer)

    page = send(client, session, fields | {"m0": "absent"})

    name = session.roster()[0].name
    assert f"{name}</bdi>: somebody else recorded “present” meanwhile" in page
    assert "Yours, “absent”, stands for now" in page
    assert Disagreement.objects.filter(settled_at=None).count() == 1


def test_row_left_alone_keeps_what_somebody_else_said_meanwhile(client, officer, women, session):
    client.force_login(officer)
    fields = opened(client, session)
    client.force_login(staff(Role.FIELD, session.project_site))
    send(client, session, opened(client, session) | {"m0": "late"})
    client.force_login(officer)

    send(client, session, fields | {"m1": "present"})

    assert marks(session) == ["late", "present", None]


@pytest.mark.parametrize(("hours_ago", "minutes"), [(1, 60), (30, None)])
def test_late_without_minutes_is_counted_only_while_it_lasts(
    signed_in, session, women, hours_ago, minutes
):
    begun = timezone.now() - timedelta(hours=hours_ago)
    Session.objects.filter(pk=session.pk).update(
        starts_at=begun, ends_at=begun + timedelta(hours=3)
    )

    send(signed_in, session, opened(signed_in, session) | {"m0": "late"})

    line = session.roster()[0]
    assert (line.mark, line.minutes_late) == ("late", minutes)


def test_remaining_are_recorded_at_once_and_a_planned_excuse_stays(signed_in, session, women):
    first = session.roster()[0].enrolment_id
    PlannedExcuseFactory(
        enrolment=next(woman for woman in women if woman.pk == first), from_on=session.on_day
    )
    fields = opened(signed_in, session) | {"m2": "absent", "remaining": "1"}

    send(signed_in, session, fields)

    assert marks(session) == ["excused", "present", "absent"]
    assert session.roster()[0].reasons == ["travel"]
    assert [line.how for line in session.roster()] == ["bulk", "bulk", "tapped"]


def test_button_says_what_will_happen_to_how_many(signed_in, session, women):
    PlannedExcuseFactory(enrolment=women[0], from_on=session.on_day)

    page = signed_in.get(url(session)).content.decode()

    assert "Record 2 as present, 1 as excused as planned" in page
    assert "mark-planned" in page


def test_last_form_can_be_undone_row_by_row(signed_in, session):
    first = opened(signed_in, session) | {"m0": "absent"}
    send(signed_in, session, first)
    again = opened(signed_in, session) | {"m0": "present", "remaining": "1"}
    page = send(signed_in, session, again)
    key = re.search(r'name="form" value="([^"]+)"', page)[1]

    page = signed_in.post(url(session, "session_undo"), {"form": key}, follow=True)

    assert "3 marks were taken back" in page.content.decode()
    assert marks(session) == ["absent", None, None]


def test_somebody_elses_form_cannot_be_undone(client, signed_in, session):
    page = send(signed_in, session, opened(signed_in, session) | {"remaining": "1"})
    key = re.search(r'name="form" value="([^"]+)"', page)[1]
    client.force_login(staff(Role.FIELD, session.project_site))

    client.post(url(session, "session_undo"), {"form": key})

    assert marks(session) == ["present"] * 3


@pytest.mark.parametrize(
    "forged", [{"state": "x"}, {"state": ""}, {"m0": "purple"}, {"m0": "cleared"}]
)
def test_forged_field_is_a_sentence_and_saves_nothing(signed_in, session, forged):
    fields = opened(signed_in, session) | {"m1": "present"} | forged

    page = send(signed_in, session, fields)

    assert "Nothing was saved" in page
    assert not Attendance.objects.exists()


def test_form_of_another_session_saves_nothing(signed_in, session):
    other = SessionFactory(cohort=session.cohort, hour=15)

    page = send(signed_in, other, opened(signed_in, session) | {"m0": "present"})

    assert "belongs to another session" in page
    assert not Attendance.objects.exists()


def test_dialogue_beside_the_day_follows_and_can_be_marked_itself(signed_in, session):
    child = SessionFactory(
        cohort=session.cohort, parent=session, starts_at=at(session.on_day, 10), hours=1
    )
    fields = opened(signed_in, session) | {"m0": "present", "m1": "present", "c1": "absent"}

    send(signed_in, session, fields)

    assert marks(child) == ["present", "absent", None]


def test_manager_reads_but_does_not_record(client, women, session):
    client.force_login(staff(Role.MANAGER, session.project_site))

    page = client.get(url(session))
    answer = client.post(url(session), {"state": "x"})

    assert page.content.count(b"<legend>") == 3
    assert b'name="state"' not in page.content
    assert answer.status_code == 403
