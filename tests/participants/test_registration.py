"""A person is registered with all that was said of her, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accounts.roles import Role
from participants.models import CommunityIdentity, Consent, Participant, Purpose
from participants.services.registration import (
    CannotRegister,
    Decision,
    Displacement,
    Identity,
    PersonDetails,
    register_person,
)
from tests.factories import ProjectSiteFactory, staff

pytestmark = pytest.mark.django_db

AGREED = tuple(
    Decision(purpose=purpose, decision="agreed", how="signed")
    for purpose in (Purpose.PARTICIPATION, Purpose.DATA_PROCESSING, Purpose.COMMUNITY_IDENTITY)
)
WHOLE = PersonDetails(
    given="گوڵاڵە",
    father="کەریم",
    phone="+9647701234567",
    area="IQG13Q04",
    born_on=date(1991, 1, 1),
    born_precision="year",
    languages=("ckb", "ar"),
    functioning={"seeing": 2, "walking": 1},
    displacement=Displacement(
        "idp", date(2024, 6, 1), origin="IQG16Q01", shelter="rented", source="herself"
    ),
    identity=Identity(ethnicity="kurd", belief="refused"),
    decisions=AGREED,
)


@pytest.fixture
def place():
    return ProjectSiteFactory()


@pytest.fixture
def officer(place):
    return staff(Role.FIELD, place)


def test_given_name_is_enough(place, officer):
    person = register_person(details=PersonDetails(given="زينب"), place=place, by=officer).person

    assert Participant.objects.visible_to(officer).get() == person


def test_everything_that_was_said_is_kept(place, officer):
    person = register_person(details=WHOLE, place=place, by=officer).person

    person = Participant.objects.get(pk=person.pk)
    episode = person.displacement_episodes.get()
    assert (person.phone, person.area_id, person.languages) == (
        "+9647701234567",
        "IQG13Q04",
        ["ckb", "ar"],
    )
    assert (episode.status, episode.origin_id, episode.shelter) == ("idp", "IQG16Q01", "rented")
    assert (person.functioning.seeing, person.functioning.hearing) == (2, None)
    assert (person.community_identity.ethnicity, person.community_identity.belief) == (
        "kurd",
        "refused",
    )
    assert sorted(person.consents.values_list("text__purpose", "decision", "how")) == [
        ("community_identity", "agreed", "signed"),
        ("data_processing", "agreed", "signed"),
        ("participation", "agreed", "signed"),
    ]


def test_form_that_is_sent_twice_makes_one_person(place, officer):
    first = register_person(details=WHOLE, place=place, by=officer)
    second = register_person(details=WHOLE, place=place, by=officer)

    assert (first.is_new, second.is_new) == (True, False)
    assert Participant.objects.get() == first.person == second.person
    assert Consent.objects.count() == 3


def test_id_of_somebody_elsewhere_is_refused(officer, place):
    register_person(details=WHOLE, place=ProjectSiteFactory(), by=officer)

    with pytest.raises(CannotRegister):
        register_person(details=WHOLE, place=place, by=officer)


def test_nothing_is_kept_of_who_refuses_it(place, officer):
    refused = Decision(purpose=Purpose.DATA_PROCESSING, decision="refused", how="verbal")

    with pytest.raises(CannotRegister):
        register_person(details=replace(WHOLE, decisions=(refused,)), place=place, by=officer)

    assert not Participant.objects.exists()


def test_identity_needs_a_consent_of_its_own(place, officer):
    with pytest.raises(CannotRegister):
        register_person(details=replace(WHOLE, decisions=AGREED[:2]), place=place, by=officer)

    assert not CommunityIdentity.objects.exists()
    assert not Participant.objects.exists()


def test_identity_that_is_on_no_list_is_refused(place, officer):
    made_up = replace(WHOLE, identity=Identity(ethnicity="martian"))

    with pytest.raises(CannotRegister):
        register_person(details=made_up, place=place, by=officer)
