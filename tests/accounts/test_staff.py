"""Colleagues are added and changed within one's own scope, and no further."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Grant, User
from accounts.roles import Role
from accounts.services.staff import CannotManage, end_grant, give_grant, reset_password
from tests.factories import GrantFactory, ProjectSiteFactory, UserFactory, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def coordinator(place, client):
    user = staff(Role.COORDINATOR, place)
    client.force_login(user)
    return user


def new_colleague(at, **changed):
    return {
        "full_name": "هناء ستار",
        "username": "hanaa",
        "language": "ar",
        "role": "field",
        "place": at.pk,
        "to_on": "",
    } | changed


def test_coordinator_adds_a_colleague_who_signs_in_once_and_chooses_a_password(
    client, coordinator, place
):
    answer = client.post(reverse("accounts:staff_add"), new_colleague(place))

    password = re.search(r"<code[^>]*><bdi dir=\"ltr\">([^<]+)<", answer.content.decode()).group(1)
    hanaa = User.objects.get(username="hanaa")
    assert hanaa.must_change_password
    assert hanaa.scope.roles == {"field": frozenset({place.pk})}
    assert client.login(username="hanaa", password=password)
    assert client.get("/", follow=True).redirect_chain[0][0].startswith("/password/")
    assert answer["Cache-Control"].count("no-store") == 1


def test_user_name_is_taken_in_any_digits(client, coordinator, place):
    client.post(reverse("accounts:staff_add"), new_colleague(place, username="Hanaa٢۳"))

    assert User.objects.get(full_name="هناء ستار").username == "hanaa23"


def test_unseen_characters_in_a_name_are_taken_out_and_told(client, coordinator, place):
    form = new_colleague(place, full_name="هناء\u202e ستار")

    answer = client.post(reverse("accounts:staff_add"), form)

    assert User.objects.get(username="hanaa").full_name == "هناء ستار"
    assert "Characters that nobody can see" in answer.content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"role": "manager"}, "role"),
        ({"role": "sysadmin"}, "role"),
        ({"place": "0"}, "place"),
        ({"place": ""}, "place"),
        ({"username": "h"}, "username"),
        ({"username": "هناء"}, "username"),
        ({"username": "x" * 10_000}, "username"),
        ({"full_name": "123"}, "full_name"),
        ({"language": "xx"}, "language"),
        ({"to_on": "01/01/2020"}, "to_on"),
    ],
)
def test_wrong_entries_get_a_sentence_and_nobody_is_added(
    client, coordinator, place, changed, sentence
):
    answer = client.post(reverse("accounts:staff_add"), new_colleague(place, **changed))

    assert sentence in answer.context["form"].errors
    assert not User.objects.filter(full_name="هناء ستار").exists()


def test_coordinator_cannot_add_at_another_place(client, coordinator):
    elsewhere = ProjectSiteFactory()

    answer = client.post(reverse("accounts:staff_add"), new_colleague(elsewhere))

    assert "place" in answer.context["form"].errors
    assert not User.objects.filter(username="hanaa").exists()


def test_taken_user_name_is_said(client, coordinator, place):
    UserFactory(username="hanaa")

    answer = client.post(reverse("accounts:staff_add"), new_colleague(place, username="Hanaa"))

    assert "username" in answer.context["form"].errors


def test_list_holds_those_whom_she_could_have_added(client, coordinator, place):
    officer = staff(Role.FIELD, place)
    staff(Role.MANAGER, place)
    staff(Role.FIELD, ProjectSiteFactory(project=place.project))
    staff(Role.FIELD, ProjectSiteFactory(site=place.site))

    answer = client.get(reverse("accounts:staff_list"))

    assert list(answer.context["page"]) == [officer]


@pytest.mark.parametrize("people", [1, 20])
def test_list_asks_the_same_number_of_queries(
    client, coordinator, place, people, django_assert_num_queries
):
    for _number in range(people):
        staff(Role.FIELD, place)
    client.get(reverse("accounts:staff_list"))  # asks once per process whether this is a demo

    with django_assert_num_queries(7):  # web session, user, scope, places, count, people, grants
        client.get(reverse("accounts:staff_list"))


@pytest.mark.parametrize("url", ["staff_detail", "staff_password", "staff_switch"])
def test_colleague_of_another_place_is_not_there(client, coordinator, url):
    stranger = staff(Role.FIELD, ProjectSiteFactory())

    assert client.post(reverse(f"accounts:{url}", args=[stranger.pk])).status_code == 404


def test_new_password_ends_the_old_one(client, coordinator, place):
    officer = staff(Role.FIELD, place)
    old = officer.password

    client.post(reverse("accounts:staff_password", args=[officer.pk]))

    officer.refresh_from_db()
    assert officer.password != old
    assert officer.must_change_password


def test_who_works_elsewhere_too_keeps_her_password(coordinator, place):
    officer = staff(Role.FIELD, place)
    GrantFactory(user=officer, role=Role.FIELD, site=ProjectSiteFactory().site)

    with pytest.raises(CannotManage):
        reset_password(user=officer, by=coordinator)


def test_switched_off_colleague_is_out_at_her_next_request(client, coordinator, place):
    officer = staff(Role.FIELD, place)
    officers_phone = type(client)()
    officers_phone.force_login(officer)

    client.post(reverse("accounts:staff_switch", args=[officer.pk]), {"is_active": "no"})

    assert officers_phone.get("/help/").status_code == 302


def test_switched_off_colleague_is_let_in_again(client, coordinator, place):
    officer = staff(Role.FIELD, place, is_active=False)

    client.post(reverse("accounts:staff_switch", args=[officer.pk]), {"is_active": "yes"})

    officer.refresh_from_db()
    assert officer.is_active


def test_last_day_is_still_hers_and_the_next_is_not(client, coordinator, place):
    today = timezone.localdate()

    client.post(reverse("accounts:staff_add"), new_colleague(place, to_on=f"{today:%d/%m/%Y}"))

    hers = User.objects.get(username="hanaa").grants
    assert hers.active_on(today).exists()
    assert not hers.active_on(today + timedelta(days=1)).exists()


def test_ended_right_opens_nothing_at_the_next_request(coordinator, place):
    officer = staff(Role.FIELD, place)

    end_grant(grant=officer.grants.get(), by=coordinator)

    assert not User.objects.get(pk=officer.pk).scope.roles
    assert Grant.objects.get(user=officer).to_on == timezone.localdate()


def test_right_above_her_own_is_not_hers_to_end(coordinator, place):
    manager = staff(Role.MANAGER, place)

    with pytest.raises(CannotManage):
        end_grant(grant=manager.grants.get(), by=coordinator)


def test_nobody_gives_rights_to_herself(coordinator, place):
    with pytest.raises(CannotManage):
        give_grant(user=coordinator, role=Role.FIELD, place=place, to_on=None, by=coordinator)


def test_system_administrator_gives_a_role_everywhere(client):
    client.force_login(staff(Role.SYSADMIN))

    client.post(
        reverse("accounts:staff_add"),
        new_colleague(ProjectSiteFactory(), role="catalogue", place=""),
    )

    assert User.objects.get(username="hanaa").grants.get().site is None
