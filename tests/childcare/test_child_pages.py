"""Pages on which a child, its guardians and who may collect it are written down."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from childcare.models import Child, PickupAuthorisation
from core.ids import uuid7
from tests.childcare.factories import ChildFactory, PickupAuthorisationFactory
from tests.childcare.world import playroom
from tests.factories import EnrolmentFactory, ParticipantFactory, staff

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def room():
    return playroom()


@pytest.fixture
def carer(client, room):
    client.force_login(room.carer)
    return client


def adding(room):
    return reverse("childcare:child_add", args=[room.mother.pk])


def told(**said):
    form = {"name": "ريان", "sex": "m", "years": "٣", "relation": "mother", "agreed": "on"}
    return form | {"child_id": str(uuid7())} | said


def test_child_is_written_down_once_however_often_it_is_sent(carer, room):
    form = told(allergies="nuts")

    for _ in range(2):
        assert carer.post(adding(room), form).status_code == 302

    child = Child.objects.get(name="ريان")
    assert (child.age_on(TODAY), child.born_precision, child.allergies) == (3, "estimated", "nuts")
    assert [one.participant for one in child.guardianships.all()] == [room.mother]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"agreed": ""}, "Without her yes the child is not written down."),
        ({"years": ""}, "Write the day of birth, or about how old it is."),
        ({"years": "18"}, ""),
        ({"years": "-1"}, ""),
        ({"years": "x" * 10_000}, ""),
        ({"born_on": "31/2/2020", "years": ""}, ""),
        ({"born_on": f"{TODAY + timedelta(days=1):%d/%m/%Y}"}, "This day has not come yet."),
        ({"born_on": "1/1/1999"}, "Only children under 18 come to the playroom."),
        ({"name": ""}, ""),
        ({"name": "ن" * 10_000}, ""),
        ({"name": "\u202e12"}, ""),
        ({"sex": "x"}, ""),
        ({"relation": "queen"}, ""),
        ({"child_id": "no"}, ""),
    ],
    ids=lambda said: str(said)[:40],
)
def test_bad_input_is_answered_and_nobody_is_written_down(carer, room, said, words):
    answer = carer.post(adding(room), told(**said))

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert Child.objects.count() == 2


def test_id_of_another_child_is_not_taken(carer, room):
    stranger = ChildFactory()

    page = carer.post(adding(room), told(child_id=str(stranger.pk))).content.decode()

    assert "This page is out of date." in page
    assert Child.objects.filter(name="ريان").count() == 0


def test_what_nobody_can_see_is_taken_out_of_a_name_and_told(carer, room):
    page = carer.post(adding(room), told(name="ريا\u202eن"), follow=True).content.decode()

    assert Child.objects.filter(name="ريان").exists()
    assert "Characters that nobody can see were taken out" in page


def test_child_is_changed(carer, room):
    child = room.children[0]
    url = reverse("childcare:child_change", args=[child.pk])

    carer.post(url, told(name="دانە", medicine="sirop"))

    child.refresh_from_db()
    assert (child.name, child.medicine) == ("دانە", "sirop")


def pickup(room, kind="add"):
    return reverse(f"childcare:pickup_{kind}", args=[room.children[0].pk])


def person(**said):
    return {"key": str(uuid7()), "name": "هدى كاظم", "relation": "الخالة"} | said


def test_aunt_may_collect_all_siblings_or_one(carer, room):
    days = {"from_on": f"{TODAY:%d/%m/%Y}", "last_day": f"{TODAY + timedelta(days=6):%d/%m/%Y}"}
    form = person(siblings="on", **days)
    for _ in range(2):
        carer.post(pickup(room), form)
    carer.post(pickup(room), person(name="جارة", **days))

    lines = PickupAuthorisation.objects.all()
    assert sorted((line.name, line.child_id) for line in lines) == sorted(
        [("هدى كاظم", child.pk) for child in room.children] + [("جارة", room.children[0].pk)]
    )
    assert {line.to_on for line in lines} == {TODAY + timedelta(days=7)}


@pytest.mark.parametrize(
    "said",
    [
        {"name": ""},
        {"name": "ن" * 10_000},
        {"phone": "abc"},
        {"from_on": "no"},
        {"last_day": f"{TODAY - timedelta(days=1):%d/%m/%Y}"},
        {"key": "no"},
    ],
    ids=lambda said: str(said)[:40],
)
def test_bad_line_is_answered_and_not_kept(carer, room, said):
    form = person(from_on=f"{TODAY:%d/%m/%Y}", **said) if "from_on" not in said else person(**said)

    assert carer.post(pickup(room), form).status_code == 200
    assert not PickupAuthorisation.objects.exists()


def test_block_is_shown_to_carers_as_call_the_manager_and_nothing_else(client, room):
    client.force_login(staff(Role.MANAGER, room.place))
    client.post(pickup(room, "block"), person(name="سعد", reason="a court order", siblings="on"))
    client.force_login(room.carer)

    pages = [client.get(child.get_absolute_url()).content.decode() for child in room.children]

    for page in pages:
        assert "Not allowed, call the manager." in page
        assert "court" not in page
        assert "Read why" not in page


def test_line_is_taken_off_once_and_stays_on_record(carer, room):
    line = PickupAuthorisationFactory(child=room.children[0])
    url = reverse("childcare:pickup_end", args=[line.pk])

    assert "Taken off the list." in carer.post(url, follow=True).content.decode()
    assert "taken off already" in carer.post(url, follow=True).content.decode()

    line.refresh_from_db()
    assert line.revoked_by == room.carer


def test_phone_is_shown_only_to_who_says_what_for(carer, room):
    line = PickupAuthorisationFactory(child=room.children[0], phone="+9647000200001")
    url = reverse("childcare:pickup_reveal", args=[line.pk])

    assert "9647000200001" not in carer.get(url).content.decode()
    assert "tel:+9647000200001" in carer.post(url, {"reason": "not_collected"}).content.decode()


def test_grandmother_who_takes_part_becomes_a_guardian(client, room):
    grandmother = ParticipantFactory(given="حليمة", project_sites=[room.place.pk])
    EnrolmentFactory(cohort=room.session.cohort, participant=grandmother)
    client.force_login(staff(Role.FIELD, room.place))
    url = reverse("childcare:guardian_add", args=[room.children[0].pk])

    for words in ("Halima", grandmother.code_text):
        assert grandmother.full_name in client.post(url, {"words": words}).content.decode()
    for _ in range(2):
        client.post(url, {"participant": str(grandmother.pk), "relation": "grandmother"})

    guardians = {one.participant for one in room.children[0].guardianships.all()}
    assert guardians == {room.mother, grandmother}


def test_woman_of_another_place_becomes_no_guardian(client, room):
    stranger = EnrolmentFactory().participant
    client.force_login(staff(Role.FIELD, room.place))
    url = reverse("childcare:guardian_add", args=[room.children[0].pk])

    answer = client.post(url, {"participant": str(stranger.pk), "relation": "aunt"})

    assert answer.status_code == 404
