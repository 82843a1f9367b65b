"""One's own password, and the one-time password that comes before it."""

import pytest
from django.test import Client

from accounts.roles import Role
from tests.factories import PASSWORD, staff

pytestmark = pytest.mark.django_db
CHOSEN = "a mule in the rain"


@pytest.fixture
def beginner(client):
    user = staff(
        Role.DONOR, username="zainab", full_name="Zainab Kadhim", must_change_password=True
    )
    client.force_login(user)
    return user


@pytest.mark.parametrize("path", ["/", "/help/?part=1"])
def test_one_time_password_opens_the_page_to_choose_another(client, beginner, path):
    response = client.get(path)

    assert response.status_code == 302
    assert response["Location"].startswith("/password/?next=/")


def test_after_choosing_she_goes_on_where_she_wanted(client, beginner):
    asked = client.get("/help/?part=1")
    page = client.get(asked["Location"])

    response = client.post(
        "/password/", {"new_password": CHOSEN, "again": CHOSEN, "next": page.context["next"]}
    )

    beginner.refresh_from_db()
    assert response["Location"] == "/help/?part=1"
    assert beginner.check_password(CHOSEN)
    assert client.get("/help/").status_code == 200


def test_one_time_password_does_not_stay_in_use(client, beginner):
    response = client.post("/password/", {"new_password": PASSWORD, "again": PASSWORD})

    assert "new_password" in response.context["form"].errors
    assert client.get("/help/").status_code == 302


@pytest.mark.parametrize("path", ["/safe/", "/sign-in/"])
def test_public_pages_stay_open_to_a_beginner(client, beginner, path):
    assert client.get(path).status_code in (200, 302)
    assert not client.get(path).get("Location", "").startswith("/password/")


def test_beginner_may_leave_and_choose_her_language(client, beginner):
    assert client.post("/language/", {"language": "ar"}).status_code == 302
    beginner.refresh_from_db()
    assert beginner.language == "ar"
    assert client.post("/sign-out/")["Location"] == "/sign-in/"


def test_password_is_changed_by_who_knows_the_old_one(client):
    user = staff(Role.DONOR)
    client.force_login(user)
    elsewhere = Client()
    elsewhere.force_login(user)
    key = client.session.session_key

    response = client.post(
        "/password/", {"old_password": PASSWORD, "new_password": CHOSEN, "again": CHOSEN}
    )

    user.refresh_from_db()
    assert response["Location"] == "/"
    assert user.check_password(CHOSEN)
    assert client.get("/help/").status_code == 200
    assert client.session.session_key != key
    assert elsewhere.get("/help/").status_code == 302


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"old_password": "not this"}, "old_password"),
        ({"old_password": ""}, "old_password"),
        ({"new_password": "short"}, "new_password"),
        ({"new_password": "1234567890"}, "new_password"),
        ({"new_password": "password1"}, "new_password"),
        ({"new_password": "zainab.kadhim"}, "new_password"),
        ({"new_password": "ZainabKadhim"}, "new_password"),
        ({"new_password": "x" * 201, "again": "x" * 201}, "new_password"),
        ({"new_password": PASSWORD}, "new_password"),
        ({"again": "another one"}, "again"),
    ],
)
def test_password_that_does_not_do_is_answered_with_a_sentence(client, given, wrong):
    user = staff(Role.DONOR, username="zainab.kadhim", full_name="Zainab Kadhim")
    client.force_login(user)

    response = client.post(
        "/password/",
        {"old_password": PASSWORD, "new_password": CHOSEN, "again": CHOSEN} | given,
    )

    user.refresh_from_db()
    assert wrong in response.context["form"].errors
    assert user.check_password(PASSWORD)


def test_page_never_shows_a_password_again(client, beginner):
    page = client.post("/password/", {"new_password": "n0t-shown-again", "again": "other"})

    assert b"n0t-shown-again" not in page.content


def test_password_page_leads_nowhere_else(client, beginner):
    response = client.post(
        "/password/", {"new_password": CHOSEN, "again": CHOSEN, "next": "//evil.example/"}
    )

    assert response["Location"] == "/"
