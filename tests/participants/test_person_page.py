"""The page of a person: what is shown, what is hidden until it is asked for, and what changes."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import Change, Look
from accounts.roles import Role
from core import panels
from participants.consents import agrees
from participants.models import CommunityIdentity, HouseholdMember, Participant, Purpose
from tests.factories import (
    CommunityIdentityFactory,
    ConsentFactory,
    ConsentTextFactory,
    DisplacementEpisodeFactory,
    FunctioningFactory,
    HouseholdMemberFactory,
    IdentityValueFactory,
    ParticipantFactory,
    ProjectSiteFactory,
    staff,
)
from tests.participants.pages import summary_of, text_of, url_of

pytestmark = pytest.mark.django_db

NUMBER = "+9647701234567"


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def officer(client, place):
    user = staff(Role.FIELD, place)
    client.force_login(user)
    return user


@pytest.fixture
def person(place):
    return ParticipantFactory(
        given="گوڵاڵە",
        father="کەریم",
        phone=NUMBER,
        phone_owner="husband",
        safe_to_call=True,
        address="حي القادسية",
        area_id="IQG13Q04",
        languages=["ckb", "ar"],
        born_on=date(1991, 1, 1),
        born_precision="year",
        project_sites=[place.pk],
    )


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


def test_who_she_is_changes(client, officer, person):
    FunctioningFactory(participant=person, seeing=2, hearing=1)
    before = client.get(url_of("person_who", person)).content.decode()

    client.post(
        url_of("person_who", person),
        {"given": "شيرين", "father": "کەریم", "birth_age": "40", "wg_seeing": "3"},
    )

    assert "گوڵاڵە" in before
    assert before.count(" checked") == 5
    person = Participant.objects.get(pk=person.pk)
    assert (person.given, person.born_precision, person.languages) == ("شيرين", "estimated", [])
    assert (person.functioning.seeing, person.functioning.hearing) == (3, None)
    assert person.functioning.has_disability
    assert list(Participant.objects.all().named("شیرین")) == [person]


def test_saving_without_a_change_notes_none(client, officer, person):
    lines = Change.objects.count()

    client.post(
        url_of("person_reach", person),
        {
            "phone_owner": "husband",
            "safe_to_call": "yes",
            "area": "IQG13Q04",
            "address": "حي القادسية",
        },
    )

    assert Change.objects.count() == lines


def test_her_number_stays_unless_another_is_written(client, officer, person):
    url = url_of("person_reach", person)
    assert "4567" not in client.get(url).content.decode()

    client.post(url, {"address": "دور النفط"})
    person.refresh_from_db()
    assert (person.phone, person.phone_owner, person.address) == (NUMBER, "husband", "دور النفط")

    client.post(url, {"phone": "٠٧٧٠ ٩٩٩ ٩٩٩٩", "phone_owner": "own"})
    person.refresh_from_db()
    assert (person.phone, person.phone_owner) == ("+9647709999999", "own")

    client.post(url, {"forget_phone": "on"})
    person.refresh_from_db()
    assert (person.phone, person.phone_owner, person.phone_index) == ("", "unknown", None)


def test_number_is_not_replaced_and_forgotten_at_once(client, officer, person):
    response = client.post(
        url_of("person_reach", person), {"phone": "07709999999", "forget_phone": "on"}
    )

    assert [where for where, _text in summary_of(response)] == ["id_phone"]


def test_status_changes_on_a_day(client, officer, person):
    DisplacementEpisodeFactory(participant=person, status="idp", from_on=date(2026, 1, 1))
    url = url_of("person_status", person)

    refused = client.post(url, {"status": "idp_returnee", "since": "1/12/2025"})
    client.post(url, {"status": "idp_returnee", "since": "1/3/2026", "source": "document"})

    assert "Her last status began on" in summary_of(refused)[0][1]
    assert list(
        person.displacement_episodes.order_by("from_on").values_list("status", "from_on", "to_on")
    ) == [
        ("idp", date(2026, 1, 1), date(2026, 3, 1)),
        ("idp_returnee", date(2026, 3, 1), None),
    ]


def test_status_has_to_be_said(client, officer, person):
    response = client.post(url_of("person_status", person), {"since": "1/3/2026"})

    assert [where for where, _text in summary_of(response)] == ["id_status_0"]


def test_she_takes_her_agreement_back(client, officer, person):
    agree(person, Purpose.PHOTO)
    url = url_of("person_consents", person)
    assert "She takes it back" in text_of(client.get(url))

    client.post(url, {"consent_photo": "withdrawn", "consent_home_visit": "agreed", "how": "thumb"})

    assert not agrees(person, Purpose.PHOTO)
    assert agrees(person, Purpose.HOME_VISIT)
    history = text_of(client.get(url))
    assert "Being photographed: withdrawn" in history
    assert "Being photographed: agreed" in history


def test_decisions_are_asked_for_how(client, officer, person):
    nothing = client.post(url_of("person_consents", person), {})
    no_how = client.post(url_of("person_consents", person), {"consent_photo": "agreed"})

    assert [where for where, _text in summary_of(nothing)] == ["id_consent_participation_0"]
    assert [where for where, _text in summary_of(no_how)] == ["id_how_0"]
    assert not person.consents.exists()


def test_under_18_may_always_take_it_back_alone(client, officer, place):
    girl = ParticipantFactory(
        project_sites=[place.pk], born_on=date(date.today().year - 14, 1, 1), born_precision="year"
    )
    text = ConsentTextFactory(purpose=Purpose.PHOTO)
    ConsentFactory(participant=girl, text=text)
    ConsentFactory(participant=girl, text=text, given_by="guardian")
    assert agrees(girl, Purpose.PHOTO)

    client.post(url_of("person_consents", girl), {"consent_photo": "withdrawn", "how": "verbal"})

    assert not agrees(girl, Purpose.PHOTO)


def test_two_women_live_together(client, officer, person, place):
    other = ParticipantFactory(given="آمنة", project_sites=[place.pk])
    DisplacementEpisodeFactory(participant=person, status="idp", from_on=date(2026, 1, 1))
    DisplacementEpisodeFactory(participant=other, status="host", from_on=date(2026, 1, 1))
    url = url_of("person_household", person)

    found = client.post(url, {"words": "امنه"})
    client.post(url, {"with_person": other.pk, "relation": "child", "from_on": "1/3/2026"})

    assert f'value="{other.pk}"' in found.content.decode()
    assert f'value="{person.pk}"' not in found.content.decode()
    page = text_of(client.get(person.get_absolute_url()))
    assert "This household is: mixed" in page
    assert "آمنة" in page

    client.post(url, {"left_on": "1/4/2026"})
    assert not HouseholdMember.objects.filter(participant=person, to_on=None).exists()


def test_somebody_elsewhere_is_nobody_to_live_with(client, officer, person):
    stranger = ParticipantFactory()

    response = client.post(
        url_of("person_household", person), {"with_person": stranger.pk, "from_on": "1/3/2026"}
    )

    assert response.status_code == 404
    assert not HouseholdMember.objects.exists()


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

    with django_assert_max_num_queries(16):
        client.get(person.get_absolute_url())


# --- The list ---------------------------------------------------------------------


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
    with django_assert_num_queries(6):  # session, user, scope, people, statuses, the look
        client.post("/people/", {"words": "زينب"})


def test_empty_list_says_what_to_do(client, officer):
    page = text_of(client.get("/people/"))

    assert "The women whom you register appear here." in page
