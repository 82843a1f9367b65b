"""How often a sign-in may be tried."""

import pytest
from django.test import Client

from accounts.roles import Role
from tests.factories import PASSWORD, UserFactory, staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sentences_in_english(settings):
    """Whoever is signed out reads the language of the installation."""
    settings.LANGUAGE_CODE = "en"


WRONG = "not this"


def sign_in(username, password=WRONG, ip="10.0.0.1", **extra):
    client = Client(REMOTE_ADDR=ip)
    return client.post("/sign-in/", {"login": username, "password": password}, **extra)


def answer(response):
    return response.context["form"].non_field_errors()


@pytest.mark.parametrize("username", ["zainab", "nobody"])
def test_sixth_wrong_password_for_a_name_has_to_wait(username):
    UserFactory(username="zainab")
    first_five = [answer(sign_in(username, ip=f"10.0.0.{n}")) for n in range(5)]

    sixth = answer(sign_in(username, PASSWORD, ip="10.0.0.99"))

    assert {str(errors) for errors in first_five} == {str(first_five[0])}
    assert "Too many tries" in str(sixth)


def test_spelling_the_name_otherwise_counts_as_the_same(settings):
    settings.ALLOWED_HOSTS = ["*"]
    UserFactory(username="zainab2")
    for n, typed in enumerate(["zainab2", "ZAINAB2", "zainab٢", " zainab2", "zainab2\u200f"]):
        sign_in(typed, ip=f"10.0.0.{n}", headers={"host": f"h{n}.example"})

    assert "Too many tries" in str(answer(sign_in("zainab2", PASSWORD)))


def test_right_passwords_are_not_counted_as_wrong():
    UserFactory(username="zainab")

    answers = [sign_in("zainab", PASSWORD).status_code for _ in range(8)]

    assert answers == [302] * 8


def test_right_password_of_somebody_switched_off_is_counted_like_a_wrong_one():
    UserFactory(username="zainab", is_active=False)
    for _ in range(5):
        sign_in("zainab", PASSWORD)

    assert "Too many tries" in str(answer(sign_in("zainab", PASSWORD)))


def test_many_names_from_one_address_have_to_wait():
    codes = [str(answer(sign_in(f"name{n}"))) for n in range(31)]

    assert "Too many tries" not in codes[29]
    assert "Too many tries" in codes[30]


def test_endless_tries_get_a_page_that_says_so(settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    for _ in range(2):
        sign_in("zainab")

    response = sign_in("zainab")

    assert response.status_code == 429
    assert b"tried too often" in response.content
    assert "Content-Security-Policy" in response.headers


def test_forged_address_does_not_help_without_a_proxy():
    for n in range(30):
        sign_in(f"name{n}", headers={"x-forwarded-for": f"192.0.2.{n}"})

    assert "Too many tries" in str(answer(sign_in("x", headers={"x-forwarded-for": "192.0.2.99"})))


def test_behind_a_proxy_every_browser_is_counted_by_itself(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(30):
        sign_in(f"name{n}", headers={"x-forwarded-for": f"forged, 192.0.2.{n}"})

    other = answer(sign_in("x", headers={"x-forwarded-for": "192.0.2.99"}))

    assert "Too many tries" not in str(other)


def test_guessing_the_password_at_an_unlocked_phone_has_to_wait(client):
    client.force_login(staff(Role.DONOR))
    guess = {"old_password": "wrong", "new_password": "x", "again": "x"}

    codes = [client.post("/password/", guess).status_code for _ in range(6)]

    assert codes == [200] * 5 + [429]
