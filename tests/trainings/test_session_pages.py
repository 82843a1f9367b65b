"""The pages around a roster: who opens them, what they do, what they answer to nonsense."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from tests.factories import (
    EnrolmentFactory,
    GrantFactory,
    ParticipantFactory,
    SessionFactory,
    SessionStaffFactory,
    staff,
)
from trainings.models import Enrolment, Session

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.localdate() - timedelta(days=1)
ALL = ["state", "makeup", "finish", "person_add", "staff"]
CHANGING = ["state", "makeup", "staff"]


def url(name, session):
    return reverse(f"trainings:session_{name}", args=[session.pk])


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.fixture
def session():
    return SessionFactory(day=YESTERDAY)


@pytest.fixture
def officer(client, session):
    officer = staff(Role.FIELD, session.project_site)
    client.force_login(officer)
    return officer


@pytest.fixture
def off(session):
    """The same session, postponed."""
    Session.objects.filter(pk=session.pk).update(state="postponed", state_reason="power")
    return session


@pytest.mark.parametrize("name", ALL)
def test_page_opens_for_the_field_officer_of_the_place(client, session, officer, name):
    assert client.get(url(name, session)).status_code == 200


@pytest.mark.parametrize("name", ALL)
def test_page_of_another_place_is_not_found(client, session, name):
    client.force_login(staff(Role.FIELD, SessionFactory().project_site))

    assert client.get(url(name, session)).status_code == 404
    assert client.post(url(name, session), {"state": "held"}).status_code == 404


@pytest.mark.parametrize("name", ALL)
def test_manager_reads_and_changes_nothing(client, session, name):
    client.force_login(staff(Role.MANAGER, session.project_site))

    assert client.get(url(name, session)).status_code == 403


@pytest.mark.parametrize("name", ALL)
def test_facilitator_records_and_does_not_change(client, session, name):
    facilitator = staff(Role.FACILITATOR, session.project_site)
    SessionStaffFactory(session=session, user=facilitator)
    client.force_login(facilitator)

    assert client.get(url(name, session)).status_code == (403 if name in CHANGING else 200)


def test_postponing_leads_to_the_makeup(client, session, officer):
    response = client.post(url("state", session), {"state": "postponed", "reason": "weather"})

    assert response.url == url("makeup", session)
    session.refresh_from_db()
    assert (session.state, session.state_by) == ("postponed", officer)


@pytest.mark.parametrize(
    "data", [{}, {"state": "cancelled"}, {"state": "x"}, {"state": "cancelled", "reason": "\0"}]
)
def test_state_without_sense_is_told_on_the_page(client, session, officer, data):
    response = client.post(url("state", session), data)

    assert response.status_code == 200
    session.refresh_from_db()
    assert session.state == "planned"


def test_makeup_is_planned_from_the_page(client, off, officer):
    response = client.post(
        url("makeup", off), {"day": "٢٥/١١/٢٠٢٧", "starts": "9", "ends": "12:00"}
    )

    made = off.makeups.get()
    assert response.url == made.get_absolute_url()
    assert str(made.on_day) == "2027-11-25"


def test_session_and_its_makeup_link_each_other_on_their_rosters(client, off, officer):
    makeup = {"day": "25/11/2027", "starts": "9", "ends": "12:00"}
    made_url = client.post(url("makeup", off), makeup).url

    missed, made = client.get(off.get_absolute_url()), client.get(made_url)

    assert f'<a href="{made_url}">' in missed.content.decode()
    assert f'<a href="{off.get_absolute_url()}">' in made.content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"day": "31/02/2027", "starts": "9", "ends": "12"},
        {"day": "25/11/2027", "starts": "12", "ends": "9"},
        {"day": "25/11/2027", "starts": "0", "ends": "23:59"},
        {"day": "25/11/2027", "starts": "9", "ends": "12", "room": "x"},
        {"day": "25/11/2027", "starts": "9", "ends": "12", "room": str(uuid.uuid4())},
    ],
)
def test_makeup_without_sense_is_told_on_the_page(client, off, officer, data):
    response = client.post(url("makeup", off), data)

    assert response.status_code == 200
    assert not off.makeups.exists()


def test_session_is_finished_and_opened_again(client, session, officer):
    EnrolmentFactory.create_batch(2, cohort=session.cohort)

    response = client.post(url("finish", session))
    session.refresh_from_db()
    assert session.finished_by == officer
    assert "2 women are not marked" in said(response)

    client.post(url("finish", session), {"again": "1"})
    session.refresh_from_db()
    assert session.finished_at is None


def test_somebody_known_is_found_in_any_spelling_and_added_for_the_day(client, session, officer):
    person = ParticipantFactory(given="أمينة", project_sites=[session.project_site_id])
    elsewhere = ParticipantFactory(given="أمينة", father="غيرها")

    page = client.post(url("person_add", session), {"words": "امينه"}).content.decode()
    assert str(person.pk) in page
    assert str(elsewhere.pk) not in page

    for _twice in range(2):
        response = client.post(url("person_add", session), {"participant": person.pk})
        assert response.url == session.get_absolute_url()
    guest = Enrolment.objects.get(participant=person)
    assert (guest.kind, guest.from_on) == ("guest", YESTERDAY)


def test_somebody_of_another_place_is_not_added(client, session, officer):
    elsewhere = ParticipantFactory()

    response = client.post(url("person_add", session), {"participant": elsewhere.pk})

    assert response.status_code == 404
    assert not Enrolment.objects.exists()


def test_somebody_of_her_other_place_is_not_found_at_this_one(client, session, officer):
    other = SessionFactory().project_site
    GrantFactory(user=officer, role=Role.FIELD, project=other.project, site=other.site)
    person = ParticipantFactory(given="أمينة", project_sites=[other.pk])

    page = client.post(url("person_add", session), {"words": "أمينة"}).content.decode()
    answer = client.post(url("person_add", session), {"participant": person.pk})

    assert str(person.pk) not in page
    assert answer.status_code == 404


def test_somebody_on_the_waiting_list_is_not_called_on_the_roster(client, session, officer):
    place = EnrolmentFactory(cohort=session.cohort, state="waitlisted")

    response = client.post(url("person_add", session), {"participant": place.participant_id})

    assert "waits for a place" in said(response)


def walk_in(**fields):
    return {
        "person_id": str(uuid.uuid4()),
        "enrolment_id": str(uuid.uuid4()),
        "given": "هناء",
        "agreed": "on",
    } | fields


def test_walk_in_sent_twice_is_one_guest_with_her_consents(client, session, officer):
    data = walk_in(father="كاظم", phone="٠٧٧٠١٢٣٤٥٦٧")

    for _twice in range(2):
        response = client.post(url("person_add", session), data)
        assert response.url == session.get_absolute_url()

    [line] = session.roster()
    assert (line.name, line.is_guest) == ("هناء كاظم", True)
    person = Enrolment.objects.get().participant
    assert person.phone == "+9647701234567"
    assert person.consents.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"agreed": ""},
        {"given": ""},
        {"given": "123"},
        {"given": "ا" * 81},
        {"phone": "12"},
        {"person_id": "x"},
    ],
)
def test_walk_in_without_sense_is_told_on_the_page(client, session, officer, fields):
    response = client.post(url("person_add", session), walk_in(**fields))

    assert response.status_code == 200
    assert not Enrolment.objects.exists()


@pytest.mark.parametrize("data", [{"participant": "x"}, {"words": "\0"}, {"words": "ا"}, {}])
def test_search_without_sense_is_answered(client, session, officer, data):
    assert client.post(url("person_add", session), data).status_code in (200, 302)


def test_names_stay_out_of_addresses(client, session, officer):
    page = client.get(url("person_add", session), {"words": "زينب"}).content.decode()

    assert "زينب" not in page


def test_who_does_not_want_to_be_written_down_is_a_number(client, session, officer):
    client.post(url("refused", session), {"was": "0", "now": "1"})
    response = client.post(url("refused", session), {"was": "0", "now": "1"})

    session.refresh_from_db()
    assert session.refused_count == 1
    assert "counted already" in said(response)


@pytest.mark.parametrize("data", [{}, {"was": "0", "now": "-1"}, {"was": "x", "now": "9" * 30}])
def test_impossible_number_changes_nothing(client, session, officer, data):
    assert client.post(url("refused", session), data).status_code == 302

    session.refresh_from_db()
    assert session.refused_count == 0


def test_substitute_gets_this_session_and_loses_it_again(client, session, officer):
    other = SessionFactory(cohort=session.cohort, day=YESTERDAY, hour=14)
    substitute = staff(Role.FACILITATOR, session.project_site)

    client.post(url("staff", session), {"user": substitute.pk, "part": "substitute"})
    assert list(Session.objects.visible_to(substitute)) == [session]

    client.post(url("staff", session), {"take_off": substitute.pk})
    assert not Session.objects.visible_to(substitute).exists()
    assert session.staff.get().ended_at is not None
    assert other.staff.count() == 0


def test_new_lead_makes_the_former_one_help(client, session, officer):
    former = SessionStaffFactory(session=session, part="lead")
    lead = staff(Role.FACILITATOR, session.project_site)

    client.post(url("staff", session), {"user": lead.pk, "part": "lead"})

    former.refresh_from_db()
    assert former.part == "co"
    assert session.staff.get(user=lead).part == "lead"


def test_who_was_taken_off_can_be_put_back(client, session, officer):
    former = staff(Role.FACILITATOR, session.project_site)
    SessionStaffFactory(session=session, user=former, ended_at=timezone.now())

    client.post(url("staff", session), {"user": former.pk, "part": "co"})

    assert session.staff.get().ended_at is None


@pytest.mark.parametrize("part", ["lead", "x"])
def test_colleague_without_a_role_here_is_not_assigned(client, session, officer, part):
    elsewhere = staff(Role.FACILITATOR, SessionFactory().project_site)

    response = client.post(url("staff", session), {"user": elsewhere.pk, "part": part})

    assert response.status_code == 200
    assert not session.staff.exists()
