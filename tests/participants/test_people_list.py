"""The list of people: in one order, searched without a name in an address."""

from __future__ import annotations

import pytest

from accounts.models import Look
from tests.factories import (
    DisplacementEpisodeFactory,
    ParticipantFactory,
)
from tests.participants.pages import text_of

pytestmark = pytest.mark.django_db

NUMBER = "+9647701234567"


def test_list_shows_her_people_in_the_order_of_names(client, officer, place):
    for given in ("هدى", "آمنة", "زينب"):
        ParticipantFactory(given=given, father="", project_sites=[place.pk])
    ParticipantFactory(given="ليلى")

    page = text_of(client.get("/people/"))

    assert page.index("آمنة") < page.index("زينب") < page.index("هدى")
    assert "ليلى" not in page


@pytest.mark.parametrize("words", ["گولاله", "0770 123 4567", "4567", "٤٥٦٧"])
def test_she_is_found_by_name_or_phone(client, officer, person, place, words):
    ParticipantFactory(given="ليلى", project_sites=[place.pk])

    page = text_of(client.post("/people/", {"words": words}))

    assert "1 woman found" in page
    assert "گوڵاڵە" in page
    assert "ليلى" not in page


def test_search_is_noted_and_stays_out_of_the_address(client, officer, person):
    response = client.post("/people/", {"words": "گوڵاڵە"})

    look = Look.objects.get(kind="search")
    assert (look.people, look.purpose) == (1, "")
    assert response.status_code == 200
    assert 'method="post"' in response.content.decode()


def test_phone_of_another_project_is_not_found(client, officer):
    ParticipantFactory(phone=NUMBER)

    assert "Nobody of that name" in text_of(client.post("/people/", {"words": "4567"}))


@pytest.mark.parametrize("words", ["", "a", "\u200b\u202e", "ـ"])
def test_search_for_next_to_nothing_gets_a_sentence(client, officer, person, words):
    page = text_of(client.post("/people/", {"words": words}))

    assert "Write a" in page
    assert "found" not in page


@pytest.mark.parametrize("people", [1, 40])
def test_list_takes_the_same_statements_however_long(
    client, officer, place, people, django_assert_num_queries
):
    for _ in range(people):
        DisplacementEpisodeFactory(participant=ParticipantFactory(project_sites=[place.pk]))
    client.get("/people/")  # asks once per process whether this is a demo

    with django_assert_num_queries(6):  # session, user, scope, count, people, statuses
        client.get("/people/")
    with django_assert_num_queries(7):  # session, user, scope, ids, people, statuses, the look
        client.post("/people/", {"words": "زينب"})


def test_empty_list_says_what_to_do(client, officer):
    page = text_of(client.get("/people/"))

    assert "The women whom you register appear here." in page
