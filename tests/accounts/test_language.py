"""Each reads in her language, and the product remembers which."""

import pytest

from accounts.roles import Role
from tests.factories import PASSWORD, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client):
    user = staff(Role.DONOR, language="ar", username="zainab")
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("language", "direction"), [("ar", "rtl"), ("ckb", "rtl"), ("en", "ltr"), ("tr-iq", "ltr")]
)
def test_page_says_its_language_and_direction(client, user, language, direction):
    client.post("/language/", {"language": language})

    page = client.get("/help/")

    assert f'<html lang="{language}" dir="{direction}"' in page.content.decode()
    assert page["Content-Language"] == language


def test_choice_is_remembered_on_every_device(client, user):
    client.post("/language/", {"language": "ckb"})
    client.post("/sign-out/")
    client.cookies.clear()

    client.post("/sign-in/", {"login": "zainab", "password": PASSWORD})

    assert client.get("/help/")["Content-Language"] == "ckb"


def test_choice_beats_the_browser(client, user):
    page = client.get("/help/", headers={"accept-language": "en"})

    assert page["Content-Language"] == "ar"


def test_browser_remembers_the_choice_before_sign_in(client):
    client.post("/language/", {"language": "tr-iq"})

    assert client.get("/sign-in/")["Content-Language"] == "tr-iq"


def test_she_comes_back_to_the_page_where_she_chose(client, user):
    response = client.post("/language/", {"language": "en", "next": "/help/?part=1"})

    assert response["Location"] == "/help/?part=1"


def test_choice_leads_nowhere_else(client, user):
    response = client.post("/language/", {"language": "en", "next": "https://evil.example/"})

    assert response["Location"] == "/"


@pytest.mark.parametrize("forged", ["", "xx", "en\r\nSet-Cookie: a=b", "x" * 10_000, "\u202een"])
def test_forged_language_changes_nothing(client, user, forged):
    response = client.post("/language/", {"language": forged})

    user.refresh_from_db()
    assert response.status_code == 400
    assert user.language == "ar"
    assert "language" not in client.cookies


@pytest.mark.parametrize("forged", ["xx", "../../en", "x" * 5000])
def test_forged_cookie_is_read_past(client, forged):
    client.cookies["language"] = forged

    assert client.get("/sign-in/").status_code == 200


def test_language_takes_a_button_not_a_link(client, user):
    assert client.get("/language/?language=en").status_code == 405
