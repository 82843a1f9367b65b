"""The one-time link into an empty installation."""

from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import call_command

from accounts.models import Grant, User
from accounts.roles import Role
from accounts.services import first_administrator
from accounts.services.first_administrator import KEPT_AS, is_open, make_token
from programmes.models import Project, ProjectSite, Room, Site
from tests.factories import ProjectFactory, SiteFactory, UserFactory

pytestmark = pytest.mark.django_db

GIVEN = {
    "full_name": "زينب كاظم",
    "username": "Zainab٢",
    "password": "a mule in the rain",
    "again": "a mule in the rain",
    "language": "ckb",
    "project_name": "الخياطة معاً",
    "project_code": "EU-1",
    "starts_on": "٠١/١١/٢٠٢٦",
    "ends_on": "31/10/2027",
    "site_name": "مركز كركوك",
    "site_code": "KRK",
    "area": "IQG13Q02",
    "room_name": "القاعة الكبيرة",
    "seats": "٢٥",
}


@pytest.fixture
def link():
    return f"/start/{make_token()}/"


def test_link_makes_administrator_project_site_and_room_and_signs_in(client, link):
    response = client.post(link, GIVEN)

    user = User.objects.get()
    assert (response.status_code, response["Location"]) == (302, "/")
    assert (user.username, user.language, user.full_name) == ("zainab2", "ckb", "زينب كاظم")
    assert user.check_password("a mule in the rain")
    assert list(Grant.objects.values_list("role", "project", "site")) == [
        (Role.SYSADMIN, None, None)
    ]
    assert (Project.objects.get().code, Site.objects.get().code) == ("EU-1", "KRK")
    assert ProjectSite.objects.count() == 1
    assert Room.objects.get().seats == 25
    assert client.get("/system/").status_code == 200


def test_link_works_once(client, link):
    client.post(link, GIVEN)

    assert client.get(link).status_code == 404
    assert client.post(link, GIVEN | {"username": "second"}).status_code == 404
    assert User.objects.count() == 1


def test_link_closes_when_somebody_is_there(client, link):
    UserFactory()

    assert client.get(link).status_code == 404


def test_second_of_two_at_the_same_time_is_refused(client, link, monkeypatch):
    answers = iter([True, False])
    monkeypatch.setattr("accounts.views.start.is_open", lambda token: next(answers))
    monkeypatch.setattr(first_administrator, "is_open", lambda token: False)

    assert client.post(link, GIVEN).status_code == 404
    assert not User.objects.exists()


def test_new_link_closes_the_one_before(client, link):
    newer = f"/start/{make_token()}/"

    assert client.get(link).status_code == 404
    assert client.get(newer).status_code == 200


def test_link_expires(client, link, monkeypatch):
    cache.delete(KEPT_AS)  # as the cache does after a day

    assert client.get(link).status_code == 404


def test_token_is_kept_as_a_digest_only():
    token = make_token()

    assert is_open(token)
    assert token not in cache.get(KEPT_AS)
    assert not is_open(cache.get(KEPT_AS))


@pytest.mark.parametrize("token", ["x", "None", "ö" * 300, "%00", "..%2f"])
def test_wrong_link_is_not_found(client, token):
    assert client.get(f"/start/{token}/").status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "زينب"),
        ("username", "a"),
        ("username", "x" * 41),
        ("password", "12345678"),
        ("password", "zainab2"),
        ("again", "something else"),
        ("full_name", "123"),
        ("language", "xx"),
        ("project_code", "two words"),
        ("project_code", "TAKEN"),
        ("site_code", "TAKEN"),
        ("ends_on", "31/10/2020"),
        ("area", "IQG99"),
        ("area", "'"),
        ("seats", "-1"),
        ("seats", "99999999999999"),
        ("room_name", "x" * 81),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(client, link, field, value):
    ProjectFactory(code="TAKEN")
    SiteFactory(code="TAKEN")

    response = client.post(link, GIVEN | {field: value})

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not User.objects.exists()


def test_districts_stand_under_their_governorate(client, link):
    page = client.get(link, headers={"accept-language": "en"})

    groups = dict(page.context["form"].fields["area"].choices[1:])
    assert ("IQG13Q04", "Kirkuk") in groups["Kirkuk"]
    assert ("IQG13", "Kirkuk, as a whole") in groups["Kirkuk"]
    assert len(groups) == 18


def test_command_prints_a_link_to_this_installation(client):
    said = StringIO()

    call_command("first_administrator_link", address="https://c.example.org/", stdout=said)

    url = said.getvalue().split()[-1]
    assert url.startswith("https://c.example.org/start/")
    assert client.get(url.removeprefix("https://c.example.org")).status_code == 200


def test_command_prints_no_link_once_somebody_is_there():
    UserFactory()
    said = StringIO()

    call_command("first_administrator_link", stdout=said)

    assert "/start/" not in said.getvalue()
