"""The page of a person: what is shown, and what is hidden until it is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import Look
from core import panels
from participants.models import CommunityIdentity, Participant, Purpose
from tests.factories import (
    CommunityIdentityFactory,
    ConsentFactory,
    ConsentTextFactory,
    DisplacementEpisodeFactory,
    HouseholdMemberFactory,
    IdentityValueFactory,
)
from tests.participants.pages import summary_of, text_of, url_of

pytestmark = pytest.mark.django_db

NUMBER = "+9647701234567"


def agree(person, purpose, **said):
    return ConsentFactory(participant=person, text=ConsentTextFactory(purpose=purpose), **said)


def test_page_tells_what_is_known(client, officer, person):
    DisplacementEpisodeFactory(participant=person, status="idp", shelter="rented")
    agree(person, Purpose.PHOTO)

    page = text_of(client.get(person.get_absolute_url()))

    for words in (
        "گوڵاڵە کەریم",
        "born 1991",
        "حي القادسية",
        "displaced",
        "rented home",
        "Being photographed: yes",
        "Being visited at home: no",
        "Kurdish (Sorani) · Arabic",
    ):
        assert words in page


def test_number_is_masked_until_it_is_asked_for(client, officer, person):
    page = client.get(person.get_absolute_url()).content.decode()

    assert "•••• ••• ••67" in page
    assert "1234567" not in page
    assert "123 4567" not in page


def test_number_is_shown_to_who_may_call_her_and_that_is_noted(client, officer, person):
    agree(person, Purpose.CONTACT_BY_PHONE)

    response = client.post(url_of("phone_reveal", person))

    assert "0770 123 4567" in text_of(response)
    assert "no-store" in response.headers["Cache-Control"]
    look = Look.objects.get(kind="reveal")
    assert (look.user_id, look.participant_id) == (officer.pk, person.pk)


@pytest.mark.parametrize("decision", [None, "refused", "withdrawn"])
def test_number_of_who_does_not_agree_to_be_called_stays_hidden(client, officer, person, decision):
    if decision:
        agree(person, Purpose.CONTACT_BY_PHONE, decision=decision)

    response = client.post(url_of("phone_reveal", person), follow=True)

    assert "She has not agreed to be called." in text_of(response)
    assert "123 4567" not in response.content.decode()
    assert not Look.objects.filter(kind="reveal").exists()


def test_number_that_is_not_safe_says_so_first(client, officer, person):
    Participant.objects.filter(pk=person.pk).update(safe_to_call=False)

    page = text_of(client.get(person.get_absolute_url()))

    assert "It is not safe to call her on this number." in page
    assert "Show the number all the same" in page


def test_page_of_a_number_asks_to_be_posted_to(client, officer, person):
    assert client.get(url_of("phone_reveal", person)).status_code == 405


def test_opening_her_page_is_noted(client, officer, person):
    client.get(person.get_absolute_url())

    look = Look.objects.get(kind="view")
    assert (look.participant_id, look.page) == (person.pk, "participants:person_detail")


def test_identity_is_on_no_page_but_its_own(client, officer, person):
    value = IdentityValueFactory(code="hers-alone", name_ar="قولها", name_en="Her own word")
    CommunityIdentityFactory(participant=person, ethnicity=value.code, belief="yazidi")
    pages = [
        client.get(person.get_absolute_url()),
        client.get("/people/"),
        client.post("/people/", {"words": "گوڵاڵە"}),
        client.get(url_of("person_who", person)),
        client.get(url_of("person_reach", person)),
        client.get(url_of("person_status", person)),
        client.get(url_of("person_consents", person)),
        client.get(url_of("person_household", person)),
    ]

    for page in pages:
        shown = page.content.decode()
        assert page.status_code == 200
        assert not [word for word in ("hers-alone", "Her own word", "azidi") if word in shown]

    own = client.get(url_of("person_identity", person)).content.decode()
    assert own.count(" checked") == 2
    assert Look.objects.get(page="participants:person_identity").kind == "reveal"


def test_identity_has_no_page_where_no_site_asks(client, officer, person, place):
    place.site.collects_identity = False
    place.site.save()

    assert client.get(url_of("person_identity", person)).status_code == 404
    assert "community" not in text_of(client.get(person.get_absolute_url()))


def test_identity_needs_her_consent(client, officer, person):
    url = url_of("person_identity", person)

    response = client.post(url, {"ethnicity": "kurd"})
    assert "She has not agreed" in summary_of(response)[0][1]
    assert not CommunityIdentity.objects.exists()

    agree(person, Purpose.COMMUNITY_IDENTITY)
    client.post(url, {"ethnicity": "kurd", "belief": "refused"})
    assert CommunityIdentity.objects.get().ethnicity == "kurd"


def test_higher_rooms_add_their_panels(client, officer, person, monkeypatch):
    told = []
    monkeypatch.setitem(
        panels.person.panels, "test", lambda user, subject: told.append((user, subject))
    )

    client.get(person.get_absolute_url())

    assert told == [(officer, person)]


@pytest.mark.parametrize("rows", [1, 40])
def test_page_takes_few_statements_however_much_there_is(
    client, officer, person, rows, django_assert_max_num_queries
):
    home = HouseholdMemberFactory(participant=person)
    for _ in range(rows):
        agree(person, Purpose.PHOTO)
        HouseholdMemberFactory(household=home.household)
    for year in range(rows):
        DisplacementEpisodeFactory(
            participant=person,
            from_on=date(1950 + year, 1, 1),
            to_on=date(1951 + year, 1, 1),
            origin_id="IQG16Q01",
        )

    client.get(person.get_absolute_url())  # asks once per process whether this is a demo

    with django_assert_max_num_queries(16):
        client.get(person.get_absolute_url())
