"""Outdoors a browser shows strong colours, and remembers it by itself."""

import pytest

from accounts.roles import Role
from tests.factories import staff

pytestmark = pytest.mark.django_db

OUTDOORS = 'data-theme="outdoor"'


def test_browser_remembers_strong_colours_until_they_are_taken_back(client):
    assert OUTDOORS not in client.get("/sign-in/").content.decode()

    client.post("/theme/", {"theme": "outdoor"})
    assert OUTDOORS in client.get("/sign-in/").content.decode()

    client.post("/theme/", {"theme": ""})
    assert OUTDOORS not in client.get("/sign-in/").content.decode()


def test_colours_are_of_the_phone_and_not_of_the_person(client):
    user = staff(Role.DONOR)
    client.force_login(user)
    client.post("/theme/", {"theme": "outdoor"})

    client.post("/sign-out/")
    assert OUTDOORS in client.get("/sign-in/").content.decode()

    client.cookies.clear()
    client.force_login(user)
    assert OUTDOORS not in client.get("/help/").content.decode()


def test_she_comes_back_to_the_page_and_nowhere_else(client):
    back = client.post("/theme/", {"theme": "outdoor", "next": "/help/?part=1"})
    away = client.post("/theme/", {"theme": "outdoor", "next": "https://evil.example/"})

    assert back["Location"] == "/help/?part=1"
    assert away["Location"] == "/"


@pytest.mark.parametrize("theme", ["dark", "x" * 10_000, 'outdoor" onload="'])
def test_forged_colours_are_refused(client, theme):
    response = client.post("/theme/", {"theme": theme})

    assert response.status_code == 400
    assert "theme" not in response.cookies


@pytest.mark.parametrize("theme", ["dark", 'outdoor"><script>'])
def test_forged_cookie_changes_no_page(client, theme):
    client.cookies["theme"] = theme

    assert "data-theme" not in client.get("/sign-in/").content.decode()


def test_colours_may_be_chosen_before_her_own_password(client):
    client.force_login(staff(Role.FIELD, must_change_password=True))

    assert client.post("/theme/", {"theme": "outdoor"})["Location"] == "/"
