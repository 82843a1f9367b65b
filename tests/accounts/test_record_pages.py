"""The pages that say who changed and who looked."""

import pytest
from django.urls import reverse

from accounts.models import Look
from accounts.roles import Role
from accounts.services.looks import note_look
from core.scoping import scope
from participants.models import Participant
from tests.factories import EnrolmentFactory, SessionFactory, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment():
    return EnrolmentFactory(participant__given="هناء", participant__father="كاظم")


@pytest.fixture
def manager(client, enrolment):
    user = staff(Role.MANAGER, enrolment.project_site)
    client.force_login(user)
    return user


def record_url(enrolment):
    return reverse("participants:person_record", args=[enrolment.participant_id])


def test_record_of_a_person_names_who_changed_what(client, enrolment, manager):
    officer = staff(Role.FIELD, enrolment.project_site, full_name="سعاد جميل")
    with scope(officer):
        Participant.objects.update(father="علي")

    page = client.get(record_url(enrolment)).content.decode()

    assert "سعاد جميل" in page
    assert "<del><bdi>كاظم</bdi></del>" in page
    assert "<ins><bdi>علي</bdi></ins>" in page


def test_record_of_a_person_hides_her_phone(client, enrolment, manager):
    Participant.objects.filter(pk=enrolment.participant_id).get()
    person = enrolment.participant
    person.phone = "+9647701234567"
    person.save()

    page = client.get(record_url(enrolment)).content.decode()

    assert "hidden" in page
    assert "1234567" not in page


def test_opening_a_place_is_a_look_at_her(client, enrolment, manager):
    client.get(reverse("trainings:enrolment_detail", args=[enrolment.pk]))

    [look] = Look.objects.filter(kind="view")
    assert (look.user_id, look.participant_id) == (manager.pk, enrolment.participant_id)
    assert manager.full_name in client.get(record_url(enrolment)).content.decode()


def test_searching_and_printing_are_looks(client, enrolment):
    session = SessionFactory(cohort=enrolment.cohort)
    client.force_login(staff(Role.FIELD, enrolment.project_site))

    client.post(reverse("trainings:session_person_add", args=[session.pk]), {"words": "هناء"})
    client.post(reverse("trainings:enrolment_add", args=[enrolment.cohort_id]), {"words": "هناء"})
    client.get(reverse("trainings:session_print", args=[session.pk]))

    looks = Look.objects.exclude(kind="sign_in").order_by("id")
    assert [(look.kind, look.people) for look in looks] == [
        ("search", 1),
        ("search", 1),
        ("print", 1),
    ]
    assert not any("هناء" in look.purpose + look.page for look in looks)


def test_manager_reads_who_looked_at_her_sites_only(client, enrolment, manager):
    here, elsewhere = staff(Role.FIELD, full_name="سعاد"), staff(Role.FIELD, full_name="بهار")
    note_look(
        Look.Kind.VIEW,
        by=here,
        participant_id=enrolment.participant_id,
        project_sites=[enrolment.project_site_id],
        people=1,
    )
    note_look(Look.Kind.VIEW, by=elsewhere, project_sites=[0], people=1)

    page = client.get(reverse("accounts:looks")).content.decode()

    assert "سعاد" in page
    assert "بهار" not in page


@pytest.mark.parametrize("looks", [1, 40])
def test_looks_ask_the_same_number_of_queries(
    client, enrolment, manager, looks, django_assert_num_queries
):
    for _ in range(looks):
        note_look(
            Look.Kind.VIEW,
            by=staff(Role.FIELD),
            participant_id=enrolment.participant_id,
            project_sites=[enrolment.project_site_id],
        )
    url = reverse("accounts:looks")
    client.get(url)

    # web session, user, scope, count, looks, their names, by person, shown people, names
    with django_assert_num_queries(9):
        client.get(url)


@pytest.mark.parametrize("changes", [1, 40])
def test_record_asks_the_same_number_of_queries(
    client, enrolment, manager, changes, django_assert_num_queries
):
    for number in range(changes):
        with scope(staff(Role.FIELD, enrolment.project_site)):
            Participant.objects.update(father=f"{'ابتثجحخد'[number % 8]}{'ي' * number}")
    client.get(record_url(enrolment))

    # web session, user, scope, person, places, count, changes, names, looks
    with django_assert_num_queries(9):
        client.get(record_url(enrolment))


def test_system_page_tells_numbers_and_nobody(client, enrolment):
    officer = staff(Role.FIELD, enrolment.project_site, full_name="سعاد جميل")
    note_look(Look.Kind.VIEW, by=officer, project_sites=[enrolment.project_site_id])
    client.force_login(staff(Role.SYSADMIN, full_name="مديرة"))

    page = client.get(reverse("system")).content.decode()

    assert "Opened a record" in page
    assert "سعاد" not in page
