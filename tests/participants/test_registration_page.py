"""The page that registers a person: all at once, nothing lost, nothing asked that is not needed."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.roles import Role
from participants.consents import agrees
from participants.models import CommunityIdentity, Consent, Participant, Purpose
from tests.factories import ProjectSiteFactory, SiteFactory, staff
from tests.participants.pages import ADD, answers, post_raw, summary_of, text_of, whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def officer(client, place):
    user = staff(Role.FIELD, place)
    client.force_login(user)
    return user


def test_everything_about_her_is_kept_at_once(client, officer, place):
    response = client.post(ADD, whole(place))

    person = Participant.objects.get()
    assert response.headers["Location"] == f"/people/{person.pk}/"
    assert person.full_name == "گوڵاڵە کەریم ئازاد زنگنە"
    assert person.latin_name == "Gulala Karim Azad Zangana"
    assert (person.born_on, person.born_precision) == (date(1991, 3, 5), "day")
    assert (person.phone, person.phone_owner) == ("+9647701234567", "husband")
    assert (person.safe_to_call, person.best_time) == (True, "morning")
    assert (person.area_id, person.literacy) == ("IQG13Q04", "little")
    assert (person.functioning.seeing, person.functioning.walking) == (2, None)
    episode = person.displacement_episodes.get()
    assert (episode.status, episode.from_on, episode.origin_id) == (
        "idp",
        date(2024, 6, 1),
        "IQG16Q01",
    )
    assert person.community_identity.ethnicity == "kurd"
    assert person.consents.count() == 9
    assert all(agrees(person, purpose) for purpose in Purpose)


def test_given_name_is_all_that_is_needed(client, officer, place):
    client.post(ADD, {"person_id": whole(place)["person_id"], "place": place.pk, "given": "زينب"})

    person = Participant.objects.get()
    assert person.sex == "u"
    assert not person.consents.exists()
    assert not CommunityIdentity.objects.exists()


def test_form_that_is_sent_twice_makes_one_woman(client, officer, place):
    form = whole(place)

    first, second = client.post(ADD, form), client.post(ADD, form)

    assert first.headers["Location"] == second.headers["Location"]
    assert Participant.objects.count() == 1


def test_what_was_typed_stays_and_the_summary_leads_to_the_fields(client, officer, place):
    wrong = whole(place, given="", phone="12", birth_month="13", since="tomorrow")

    response = client.post(ADD, wrong)

    page = response.content.decode()
    lines = summary_of(response)
    assert [where for where, _text in lines] == [
        "id_given",
        "id_birth_month",
        "id_phone",
        "id_since",
    ]
    for where, text in lines:
        assert f'id="{where}"' in page
        # In the same words beside the field.
        assert page.count(text) == 2
    assert "<title>Error:" in page
    assert 'tabindex="-1" autofocus' in page
    for typed in ("کەریم", "٥", 'value="13"', 'value="12"', 'value="tomorrow"', "حي القادسية"):
        assert typed in page
    # Nine purposes; sex, two languages, reading, three of the phone, two of the six questions,
    # status and how we know it, ethnicity, belief, and how she decided.
    assert page.count(" checked") == 9 + 14
    assert not Participant.objects.exists()


def test_identity_without_consent_is_told_and_nothing_is_lost(client, officer, place):
    response = client.post(ADD, whole(place, consent_community_identity="refused"))

    [(where, text)] = summary_of(response)
    assert where == "id_consent_community_identity_0"
    assert "whether it may be kept" in text
    assert not Participant.objects.exists()


def test_prefers_not_to_say_needs_no_consent(client, officer, place):
    client.post(ADD, whole(place, ethnicity="refused", belief="", consent_community_identity=""))

    assert CommunityIdentity.objects.get().ethnicity == "refused"


def test_nothing_is_kept_of_who_refuses_it(client, officer, place):
    refuses = answers("refused") | {"ethnicity": "", "belief": ""}

    response = client.post(ADD, whole(place, **refuses))

    [(where, text)] = summary_of(response)
    assert (where, "nothing of her was saved" in text) == ("", True)
    assert not Participant.objects.exists()


def test_site_that_asks_for_no_identity_never_does(client):
    place = ProjectSiteFactory(site=SiteFactory(collects_identity=False))
    client.force_login(staff(Role.FIELD, place))

    page = client.get(ADD)
    client.post(ADD, whole(place))

    assert "thnicity" not in text_of(page)
    person = Participant.objects.get()
    assert not CommunityIdentity.objects.exists()
    assert person.consents.count() == 8
    assert person.displacement_episodes.get().status == "idp"


def test_how_is_asked_once_she_decided_anything(client, officer, place):
    response = client.post(ADD, whole(place, how=""))

    assert [where for where, _text in summary_of(response)] == ["id_how_0"]


def birth_of_a_girl():
    return {"birth_day": "", "birth_month": "", "birth_year": str(timezone.localdate().year - 15)}


def test_under_18_needs_a_guardian_and_her_own_yes(client, officer, place):
    response = client.post(ADD, whole(place, **birth_of_a_girl()))

    assert [where for where, _text in summary_of(response)] == ["id_guardian", "id_assent_0"]
    assert "<details open" in response.content.decode()

    client.post(ADD, whole(place, **birth_of_a_girl(), guardian="کەریم", assent="yes"))

    girl = Participant.objects.get()
    assert Consent.objects.filter(given_by="guardian").count() == 9
    assert girl.consents.filter(given_by="guardian").first().guardian == "کەریم"
    assert agrees(girl, Purpose.PHOTO)


def test_girl_who_does_not_want_to_is_not_kept(client, officer, place):
    response = client.post(
        ADD,
        whole(place, **birth_of_a_girl(), guardian="کەریم", assent="no", ethnicity="", belief=""),
    )

    assert len(summary_of(response)) == 1
    assert not Participant.objects.exists()


@pytest.mark.parametrize(
    ("typed", "born_on", "precision"),
    [
        ({"birth_year": "١٩٨٥"}, date(1985, 1, 1), "year"),
        ({"birth_year": "1985", "birth_month": "7"}, date(1985, 7, 1), "month"),
        ({"birth_age": "۳۵"}, date(timezone.localdate().year - 35, 1, 1), "estimated"),
        ({}, None, ""),
    ],
)
def test_birth_is_kept_as_exactly_as_she_knows_it(
    client, officer, place, typed, born_on, precision
):
    nothing = dict.fromkeys(("birth_day", "birth_month", "birth_year"), "")

    client.post(ADD, whole(place, **nothing | typed))

    person = Participant.objects.get()
    assert (person.born_on, person.born_precision) == (born_on, precision)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"birth_month": ""}, "birth_month"),
        ({"birth_year": ""}, "birth_year"),
        ({"birth_day": "31", "birth_month": "2"}, "birth_day"),
        ({"birth_year": "1850"}, "birth_year"),
        ({"birth_year": "2999"}, "birth_year"),
        ({"birth_age": "30"}, "birth_age"),
        ({"birth_age": "300"}, "birth_age"),
        ({"birth_year": "nineteen"}, "birth_year"),
    ],
)
def test_birth_that_cannot_be_is_told_at_its_part(client, officer, place, typed, field):
    response = client.post(ADD, whole(place, **typed))

    assert [where for where, _text in summary_of(response)] == [f"id_{field}"]


@pytest.mark.parametrize(
    "forged",
    [
        {"place": "999999"},
        {"place": "x"},
        {"area": "IQG99"},
        {"status": "queen"},
        {"languages": ["xx"]},
        {"wg_seeing": "9"},
        {"ethnicity": "martian"},
        {"consent_photo": "withdrawn"},
        {"person_id": "1"},
        {"sex": "x" * 10_000},
    ],
)
def test_forged_choice_gets_a_sentence(client, officer, place, forged):
    response = client.post(ADD, whole(place) | forged)

    assert response.status_code == 200
    assert len(summary_of(response)) == 1
    assert not Participant.objects.exists()


def test_place_where_she_registers_nobody_is_refused(client, officer, place):
    response = client.post(ADD, whole(ProjectSiteFactory()))

    assert [where for where, _text in summary_of(response)] == ["id_place"]


HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "\u202eزينب\u202c",
            "\u200b\u200d\ufeff",
            "\ud800",
            "زينب\x00كاظم",
            "<script>alert(1)</script>",
            "=cmd|' /C calc'!A0",
            "ز" * 10_000,
            "'; DROP TABLE participants_participant; --",
        ]
    ),
)
TEXTS = ("given", "father", "family", "latin_name", "phone", "address", "birth_year", "guardian")


@given(texts=st.fixed_dictionaries(dict.fromkeys(TEXTS, HOSTILE)))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_text_is_kept_or_gets_a_sentence(client, officer, place, texts):
    response = post_raw(client, ADD, whole(place, **texts))

    assert response.status_code in (200, 302)
    if response.status_code == 200:
        assert summary_of(response)
        assert "<script>alert" not in response.content.decode()
    for person in Participant.objects.all():
        assert any(letter.isalpha() for letter in person.given)
        assert not set("\u202e\u200b\x00") & set(person.full_name + person.address)


def test_name_that_is_cleaned_says_so(client, officer, place):
    response = client.post(ADD, whole(place, given="\u202eزينب"), follow=True)

    assert "Characters that nobody can see were taken out of “Given name”." in text_of(response)


def test_only_place_is_chosen_by_itself(client, officer, place):
    page = client.get(ADD).content.decode()

    assert f'<input type="hidden" name="place" value="{place.pk}"' in page


def test_page_tells_why_identity_is_asked_and_who_sees_it(client, officer):
    assert "She need not answer. It is kept encrypted" in text_of(client.get(ADD))


def test_questions_of_the_washington_group_are_unmodified(client, officer):
    page = text_of(client.get(ADD))

    for words in (
        "Do you have difficulty seeing, even if wearing glasses?",
        "Do you have difficulty hearing, even if using a hearing aid?",
        "Do you have difficulty walking or climbing steps?",
        "Do you have difficulty remembering or concentrating?",
        "Do you have difficulty (with self-care such as) washing all over or dressing?",
        "Using your usual (customary) language, do you have difficulty communicating, for "
        "example understanding or being understood?",
    ):
        assert words in page
    assert page.count("No – no difficulty") == page.count("Cannot do at all") == 6


def test_consent_texts_are_shown_whole(client, officer):
    page = unescape(client.get(ADD).content.decode())

    assert page.count("I agree that") >= 6
    assert "what I said is then erased" in page


def test_latin_spelling_is_suggested(client, officer):
    answer = client.post("/people/latin/", {"name": "زينب كاظم"})

    assert answer.json() == {"latin": "Zainab Kadhim"}


def test_spelling_that_she_wants_is_kept(client, officer, place):
    client.post(ADD, whole(place, latin_name="Gulalah"))

    assert Participant.objects.get().latin_name == "Gulalah"


def test_page_takes_few_statements(client, officer, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        client.get(ADD)
