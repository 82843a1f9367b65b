"""The page on which children leave: what it offers, and what it does not believe."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Look
from accounts.roles import Role
from childcare.models import RefusedHandOver, Stay
from tests.childcare.factories import PickupAuthorisationFactory
from tests.childcare.world import bring_in, carer_at, playroom
from tests.factories import staff

pytestmark = pytest.mark.django_db
AUNT, HIM = "هدى كاظم", "سعد جاسم"
SECRET = "a court order"


@pytest.fixture
def room():
    room = playroom()
    bring_in(room)
    return room


@pytest.fixture
def carer(client, room):
    client.force_login(room.carer)
    return client


def tag_of(room):
    return Stay.objects.filter(enrolment=room.enrolment).first().tag


def url_of(room):
    return reverse("childcare:hand_over", args=[tag_of(room).pk])


def form_of(client, room, step="collect", **said):
    page = client.get(url_of(room)).content.decode()
    state = re.search(r'name="state" value="([^"]+)"', page)[1]
    stays = [str(pk) for pk in Stay.objects.inside().values_list("pk", flat=True)]
    return {"step": step, "state": state, "stays": stays} | said


def mother_of(room):
    return f"guardian:{room.mother.pk}"


def send(client, room, form):
    return client.post(url_of(room), form, follow=True).content.decode()


def line_for(room, name=AUNT, **said):
    first, _second = (
        PickupAuthorisationFactory(child=child, name=name, **said) for child in room.children
    )
    return first


def test_mother_takes_her_children_once_however_often_it_is_sent(carer, room):
    form = form_of(carer, room, collector=mother_of(room))

    for _ in range(2):
        assert "Handed over to" in send(carer, room, form)

    assert set(Stay.objects.values_list("out_check", flat=True)) == {"mother"}
    assert not RefusedHandOver.objects.exists()


def test_aunt_gives_the_code_of_the_day_in_arabic_digits(carer, room):
    line = line_for(room)
    code = tag_of(room).code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    send(carer, room, form_of(carer, room, collector=f"line:{line.pk}", code=code))

    assert set(Stay.objects.values_list("out_check", flat=True)) == {"code"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"is_blocked": True, "blocked_reason": SECRET}, "Not allowed, call the manager."),
        (
            {"to_on": timezone.localdate(), "from_on": timezone.localdate() - timedelta(days=3)},
            "This person is not allowed to collect today.",
        ),
        ({"revoked_at": timezone.now()}, "The permission of this person was taken back."),
    ],
)
def test_refusal_says_why_keeps_the_attempt_and_no_secret(carer, room, line, words):
    if "revoked_at" in line:
        line["revoked_by"] = room.carer
    line = line_for(room, HIM, **line)

    page = send(carer, room, form_of(carer, room, collector=f"line:{line.pk}"))

    assert words in page
    assert "Nobody was handed over" in page
    assert SECRET not in page
    assert Stay.objects.inside().count() == RefusedHandOver.objects.count() == 2


def test_stranger_is_written_down_and_refused(carer, room):
    page = send(carer, room, form_of(carer, room, collector="other", name="غريب"))

    assert "This person is not on the child&#x27;s list." in page
    assert {one.collector_name for one in RefusedHandOver.objects.all()} == {"غريب"}


def test_name_of_somebody_else_is_never_taken_for_a_tap_on_the_mother(carer, room):
    page = send(carer, room, form_of(carer, room, collector=mother_of(room), name="غريب"))

    assert "You wrote another name." in page
    assert "غريب" in page
    assert Stay.objects.inside().count() == 2
    assert not RefusedHandOver.objects.exists()


def test_first_button_of_the_form_is_nobodys(carer, room):
    page = carer.get(url_of(room)).content.decode()

    [form] = re.findall(r"<form[^>]*>(?:(?!</form>).)*?value=.collect.*?</form>", page, re.DOTALL)
    first = re.search(r"<button[^>]*>", form)[0]
    assert 'value=""' in first


def test_page_of_yesterday_hands_nobody_over(carer, room):
    long_ago = timezone.now() - timedelta(hours=13)
    with patch("childcare.forms.hand_over.timezone.now", return_value=long_ago):
        form = form_of(carer, room, collector=mother_of(room))

    assert "This page is older than 12 hours" in send(carer, room, form)
    assert Stay.objects.inside().count() == 2


def test_page_of_another_family_and_a_changed_one_are_not_believed(carer, room):
    other = playroom(place=room.place)
    bring_in(other)
    form = form_of(carer, room, collector=mother_of(room))
    theirs = form_of(carer, other, collector=mother_of(room), stays=form["stays"])

    assert "belongs to another family" in send(carer, room, theirs)
    assert "was changed on its way" in send(
        carer, room, form | {"state": form["state"][:-2] + "xx"}
    )
    assert Stay.objects.inside().count() == 4


@pytest.mark.parametrize(
    "said",
    [
        {"collector": ""},
        {"collector": "guardian:no"},
        {"collector": "line:01900000-0000-7000-8000-000000000000"},
        {"collector": "guardian:01900000-0000-7000-8000-000000000000"},
        {"collector": "other"},
        {"collector": "other", "name": "\x00"},
        {"collector": "other", "name": "ن" * 10_000},
        {"collector": "other", "name": "\u202e\u202d"},
        {"stays": ["no"]},
        {"stays": []},
        {"state": "x" * 10_000},
        {"code": "٣" * 10_000},
    ],
    ids=lambda said: str(said)[:40],
)
def test_bad_input_is_answered_and_nobody_leaves(carer, room, said):
    form = form_of(carer, room, **({"collector": mother_of(room)} | said))

    answer = carer.post(url_of(room), form, follow=True)

    assert answer.status_code == 200
    assert Stay.objects.inside().count() == 2


def test_supervisor_releases_with_a_reason_and_not_without(client, room):
    client.force_login(staff(Role.COORDINATOR, room.place))
    form = form_of(client, room, step="release", name="جارة", reason="")

    send(client, room, form)
    assert Stay.objects.inside().count() == 2

    send(client, room, form | {"reason": "The mother is in hospital"})
    assert {
        (stay.out_check, stay.out_reason, stay.collected_name) for stay in Stay.objects.all()
    } == {("supervisor", "The mother is in hospital", "جارة")}


def test_only_a_manager_releases_to_somebody_who_is_blocked(client, room):
    line_for(room, HIM, is_blocked=True, blocked_reason=SECRET)
    said = {"step": "release", "name": HIM, "reason": "Agreed with the mother"}
    client.force_login(staff(Role.COORDINATOR, room.place))

    assert "Not allowed, call the manager." in send(client, room, form_of(client, room, **said))
    assert Stay.objects.inside().count() == 2

    client.force_login(staff(Role.MANAGER, room.place))
    send(client, room, form_of(client, room, **said))
    assert not Stay.objects.inside().exists()


def test_reason_of_a_block_is_shown_to_a_manager_who_says_what_for_and_is_noted(client, room):
    line = line_for(room, HIM, is_blocked=True, blocked_reason=SECRET)
    url = reverse("childcare:pickup_reveal", args=[line.pk])
    client.force_login(staff(Role.MANAGER, room.place))

    assert SECRET not in client.get(url).content.decode()
    assert SECRET not in client.post(url, {"reason": "curious"}).content.decode()
    assert SECRET in client.post(url, {"reason": "at_the_door"}).content.decode()

    look = Look.objects.get(page="childcare:pickup_reveal")
    assert (look.kind, look.purpose) == ("reveal", "The person is at the door")


def test_labels_are_the_same_on_every_print(carer, room):
    url = reverse("childcare:tag_print", args=[tag_of(room).pk])

    first, second = (carer.get(url).content.decode() for _ in range(2))

    def labels(page):
        return page[page.index('<div class="labels">') :]

    assert labels(first) == labels(second)
    assert labels(first).count('class="tag">1<') == 3


def test_other_carer_sees_with_whom_they_went_home(client, carer, room):
    send(carer, room, form_of(carer, room, collector=mother_of(room)))
    client.force_login(carer_at(room.place))

    page = client.get(url_of(room)).content.decode()

    assert "Gone home" in page
    assert room.mother.full_name in page
    assert 'name="collector"' not in page
