"""Signing in and out: who gets in, what the others learn, where they go on to."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from tests.factories import PASSWORD, UserFactory, staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sentences_in_english(settings):
    """Whoever is signed out reads the language of the installation."""
    settings.LANGUAGE_CODE = "en"


SIGN_IN = "/sign-in/"


def sign_in(client, username, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": username, "password": password, **more})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_user_name_and_password_open_the_door(client):
    UserFactory(username="zainab")

    response = sign_in(client, "zainab")

    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "typed", ["ZAINAB2", " zainab2 ", "zainab٢", "zainab۲", "\u200fzainab2\u202c"]
)
def test_user_name_is_read_as_it_was_meant(client, typed):
    UserFactory(username="zainab2")

    sign_in(client, typed)

    assert is_signed_in(client)


HOSTILE = [
    "nobody",
    "switched-off",
    "x" * 10_000,
    "\u202egro.live",
    "\u202e\u200f",
    "' OR 1=1 --",
    "İSTANBUL",
    "zainab@example.org",
]


@pytest.mark.parametrize("username", HOSTILE)
def test_every_failed_sign_in_gets_the_same_answer(client, username):
    UserFactory(username="zainab")
    UserFactory(username="switched-off", is_active=False)
    known = sign_in(client, "zainab", "wrong")

    other = sign_in(client, username, PASSWORD)

    assert other.status_code == known.status_code == 200
    assert other.context["form"].errors == known.context["form"].errors
    assert not is_signed_in(client)


@pytest.mark.parametrize(("username", "password"), [("a\0b", "x"), ("", "x"), ("zainab", "")])
def test_what_cannot_be_a_name_is_answered_with_a_sentence(client, username, password):
    response = sign_in(client, username, password)

    assert response.status_code == 200
    assert response.context["form"].errors


def test_unknown_name_costs_as_many_password_hashes_as_a_known_one(client, monkeypatch):
    from django.contrib.auth import hashers

    hashed = []
    encode = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(
        hashers.MD5PasswordHasher,
        "encode",
        lambda self, *given: hashed.append(1) or encode(self, *given),
    )
    UserFactory(username="zainab")
    UserFactory(username="switched-off", is_active=False)
    costs = []
    for username in ("zainab", "switched-off", "nobody"):
        hashed.clear()
        sign_in(client, username, "wrong")
        costs.append(len(hashed))

    assert costs == [1, 1, 1]


def test_session_key_changes_at_sign_in(client):
    UserFactory(username="zainab")
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key

    sign_in(client, "zainab")

    assert client.session.session_key != planted


def test_next_person_on_the_same_phone_finds_nothing_of_the_last(client):
    UserFactory(username="zainab")
    UserFactory(username="maryam")
    sign_in(client, "zainab")
    session = client.session
    session["of_zainab"] = True
    session.save()
    client.post("/sign-out/")

    sign_in(client, "maryam")

    assert "of_zainab" not in client.session


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "http://testserver@evil.example/",
        "javascript:alert(1)",
        "https:evil.example",
        "\t//evil.example",
        "http://testserver/help/",
        "/" + "x" * 5000,
    ],
)
def test_sign_in_never_leads_to_another_site(client, elsewhere):
    UserFactory(username="zainab")

    response = sign_in(client, "zainab", next=elsewhere)

    assert response["Location"] == "/"


def test_sign_in_leads_on_to_the_page_that_was_asked_for(client):
    UserFactory(username="zainab")
    asked = client.get("/help/?part=1")

    page = client.get(asked["Location"])
    response = sign_in(client, "zainab", next=page.context["next"])

    assert asked["Location"] == "/sign-in/?next=/help/%3Fpart%3D1"
    assert response["Location"] == "/help/?part=1"


def test_form_sent_after_the_sign_in_ended_is_said_not_to_be_saved(client):
    response = client.post(
        "/password/", {"new_password": "x"}, HTTP_REFERER="http://testserver/help/?part=1"
    )
    page = client.get(response["Location"])

    assert response["Location"] == "/sign-in/?next=/help/%3Fpart%3D1"
    assert "was not saved" in str(next(iter(page.context["messages"])))


def test_form_sent_from_another_site_leads_nowhere_else(client):
    response = client.post("/password/", HTTP_REFERER="https://evil.example/help/")

    assert response["Location"] == "/sign-in/?next=/"


def test_signed_in_person_is_led_on_from_the_door(client):
    client.force_login(staff(Role.DONOR))

    assert client.get(SIGN_IN)["Location"] == "/"


def test_sign_out_takes_a_button_not_a_link(client):
    client.force_login(staff(Role.DONOR))

    assert client.get("/sign-out/").status_code == 405
    assert is_signed_in(client)


def test_sign_out_ends_the_session_and_empties_the_cache(client):
    user = staff(Role.DONOR, language="ckb")
    client.force_login(user)
    key = client.session.session_key

    response = client.post("/sign-out/")

    assert response["Location"] == SIGN_IN
    assert response["Clear-Site-Data"] == '"cache"'
    assert response.cookies["language"].value == "ckb"
    assert not client.session.exists(key)


def test_signing_out_twice_shows_the_door(client):
    assert client.post("/sign-out/")["Location"] == SIGN_IN


def test_somebody_switched_off_is_out_at_her_next_click(client):
    user = staff(Role.DONOR)
    client.force_login(user)
    user.is_active = False
    user.save()

    response = client.get("/help/")

    assert response["Location"].startswith(SIGN_IN)


def test_one_person_may_be_signed_in_on_two_devices(client, django_user_model):
    from django.test import Client

    UserFactory(username="zainab")
    other = Client()
    sign_in(client, "zainab")
    sign_in(other, "zainab")

    assert client.get("/help/").status_code == other.get("/help/").status_code == 200


def test_form_without_a_token_is_refused_with_a_sentence(db):
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post(SIGN_IN, {"login": "x", "password": "y"})

    assert response.status_code == 403
    assert b"was not saved" in response.content


@pytest.mark.parametrize(
    "name", ["signup", "reset_password", "email", "inactive", "reauthenticate", "login"]
)
def test_other_pages_of_the_library_are_not_there(name):
    from django.urls import NoReverseMatch

    with pytest.raises(NoReverseMatch):
        reverse(f"account_{name}")


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_door_knows_no_other_methods(client, method):
    assert getattr(client, method)(SIGN_IN).status_code == 405
