"""One part of a record after the other is changed."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import Change
from participants.consents import agrees
from participants.models import HouseholdMember, Participant, Purpose
from participants.names.keys import fold
from tests.factories import (
    ConsentFactory,
    ConsentTextFactory,
    DisplacementEpisodeFactory,
    FunctioningFactory,
    ParticipantFactory,
)
from tests.participants.pages import summary_of, text_of, url_of

pytestmark = pytest.mark.django_db

NUMBER = "+9647701234567"


def agree(person, purpose, **said):
    return ConsentFactory(participant=person, text=ConsentTextFactory(purpose=purpose), **said)


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
    assert person.folded_name.startswith(fold("شیرین"))


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
    assert "1234567" not in client.get(url).content.decode().replace(" ", "")

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
