"""What people agree to: no record is a no, and a withdrawal stops what needs it at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from accounts.roles import Role
from participants import on_withdraw
from participants.births import latest_birth
from participants.consents import SENTENCES, ConsentMissing, agrees, require
from participants.details import Decision
from participants.models import CommunityIdentity, Consent, ConsentText, Participant, Purpose
from participants.queries.consents import last_words
from participants.services.consents import decide, latest_texts
from tests.factories import (
    CommunityIdentityFactory,
    ConsentFactory,
    ConsentTextFactory,
    ParticipantFactory,
    staff,
)

pytestmark = pytest.mark.django_db

PHONE = Purpose.CONTACT_BY_PHONE


@pytest.fixture
def person():
    return ParticipantFactory()


@pytest.fixture
def officer():
    return staff(Role.FIELD)


def said(purpose, decision, given_by="herself"):
    return Decision(purpose=purpose, decision=decision, how="signed", given_by=given_by)


@pytest.fixture
def heard():
    """What other rooms were told."""
    told = []
    on_withdraw.register("test", lambda person, purpose, by: told.append((person, purpose)))
    yield told
    del on_withdraw.by_name["test"]


@pytest.mark.parametrize("purpose", Purpose.values)
def test_no_record_is_a_no(person, purpose):
    with pytest.raises(ConsentMissing) as refusal:
        require(person, purpose)

    assert str(refusal.value) == SENTENCES[purpose]
    assert refusal.value.purpose == purpose


@pytest.mark.parametrize("purpose", Purpose.values)
def test_agreement_opens_its_own_purpose_alone(person, officer, purpose):
    decide(person=person, decisions=[said(purpose, "agreed")], by=officer)

    require(person, purpose)
    assert [other for other in Purpose.values if agrees(person, other)] == [purpose]


@pytest.mark.parametrize("word", ["refused", "withdrawn"])
def test_last_word_counts(person, officer, word):
    decide(person=person, decisions=[said(PHONE, "agreed")], by=officer)
    decide(person=person, decisions=[said(PHONE, word)], by=officer)

    assert not agrees(person, PHONE)

    decide(person=person, decisions=[said(PHONE, "agreed")], by=officer)

    assert agrees(person, PHONE)
    assert person.consents.count() == 3


def test_decision_is_on_the_newest_text(person, officer):
    ConsentTextFactory(purpose=PHONE, version=2)

    decide(person=person, decisions=[said(PHONE, "agreed")], by=officer)

    assert person.consents.get().text.version == 2


def test_every_purpose_has_a_text_in_four_languages():
    texts = latest_texts(Purpose.values)

    assert [text.purpose for text in texts] == sorted(Purpose.values)
    assert all((text.text_ar, text.text_ckb, text.text_en, text.text_tr) for text in texts)
    assert ConsentText.objects.count() == len(Purpose)


def test_withdrawal_is_told_to_every_room(person, officer, heard):
    decide(person=person, decisions=[said(PHONE, "agreed")], by=officer)
    assert heard == []

    decide(
        person=person,
        decisions=[said(PHONE, "withdrawn"), said(Purpose.PHOTO, "refused")],
        by=officer,
    )

    assert heard == [(person, PHONE)]


def test_withdrawal_that_a_room_cannot_follow_is_not_kept(person, officer):
    decide(person=person, decisions=[said(PHONE, "agreed")], by=officer)

    def fails(person, purpose, by):
        raise RuntimeError

    on_withdraw.register("test", fails)
    try:
        with pytest.raises(RuntimeError):
            decide(person=person, decisions=[said(PHONE, "withdrawn")], by=officer)
    finally:
        del on_withdraw.by_name["test"]

    assert agrees(person, PHONE)


def test_identity_is_erased_with_its_consent(person, officer):
    CommunityIdentityFactory(participant=person)
    identity = Purpose.COMMUNITY_IDENTITY
    decide(person=person, decisions=[said(identity, "agreed")], by=officer)

    decide(person=person, decisions=[said(identity, "withdrawn")], by=officer)

    assert not CommunityIdentity.objects.exists()


def born_years_ago(years, precision="day", days=0):
    then = timezone.localdate() + timedelta(days=days)
    born = then.replace(year=then.year - years, day=1) + timedelta(days=then.day - 1)
    return {"born_on": born, "born_precision": precision}


def test_under_18_needs_her_guardian_and_herself(officer):
    girl = ParticipantFactory(**born_years_ago(17))

    decide(person=girl, decisions=[said(PHONE, "agreed")], by=officer)
    with pytest.raises(ConsentMissing, match="guardian"), translation.override("en"):
        require(girl, PHONE)

    decide(person=girl, decisions=[said(PHONE, "agreed", "guardian")], by=officer)
    require(girl, PHONE)

    decide(person=girl, decisions=[said(PHONE, "refused")], by=officer)
    with pytest.raises(ConsentMissing, match="She has not agreed"), translation.override("en"):
        require(girl, PHONE)


def test_guardian_alone_does_not_agree_for_her(officer):
    girl = ParticipantFactory(**born_years_ago(15))

    decide(person=girl, decisions=[said(PHONE, "agreed", "guardian")], by=officer)

    assert not agrees(girl, PHONE)


@pytest.mark.parametrize(
    ("birth", "is_minor"),
    [
        (born_years_ago(18), False),
        (born_years_ago(18, days=1), True),
        # Of a year alone, she may be as young as its last day allows.
        ({"born_on": date(timezone.localdate().year - 17, 1, 1), "born_precision": "year"}, True),
        ({"born_on": date(timezone.localdate().year - 19, 1, 1), "born_precision": "year"}, False),
        ({}, False),
    ],
)
def test_birth_date_that_is_not_exact_counts_for_her(birth, is_minor):
    assert ParticipantFactory(**birth).is_minor is is_minor


@pytest.mark.parametrize(
    ("precision", "latest"),
    [
        ("day", date(2008, 2, 1)),
        ("month", date(2008, 2, 29)),
        ("year", date(2008, 12, 31)),
        ("estimated", date(2008, 12, 31)),
    ],
)
def test_latest_day_that_a_birth_date_can_mean(precision, latest):
    assert latest_birth(date(2008, 2, 1), precision) == latest


def test_many_people_are_asked_in_one_query(django_assert_num_queries):
    people = [consent.participant for consent in ConsentFactory.create_batch(5)]

    with django_assert_num_queries(1):
        words = last_words(people)

    assert all(words[person.pk].agree_to(Purpose.PARTICIPATION) for person in people)


def merge_by_hand(other, survivor, at=None):
    other.canonical, other.merged_at = survivor, at or timezone.now()
    other.save()


@pytest.mark.parametrize("word", ["refused", "withdrawn"])
@pytest.mark.parametrize("earlier", ["the no", "the yes"])
def test_no_on_either_record_holds_for_both(word, earlier):
    one, other = ParticipantFactory.create_batch(2)
    now = timezone.now()
    no_at, yes_at = (now, now + timedelta(1)) if earlier == "the no" else (now + timedelta(1), now)
    text = ConsentTextFactory(purpose=PHONE)
    ConsentFactory(participant=one, text=text, decided_at=yes_at)
    ConsentFactory(participant=other, text=text, decided_at=no_at, decision=word)

    merge_by_hand(other, one, at=now + timedelta(2))

    assert not agrees(one, PHONE)
    assert not agrees(other, PHONE)


def test_what_she_says_after_a_merge_is_her_last_word(officer):
    one, other = ParticipantFactory.create_batch(2)
    decide(person=other, decisions=[said(PHONE, "refused")], by=officer)
    merge_by_hand(other, one)
    assert not agrees(one, PHONE)

    decide(person=one, decisions=[said(PHONE, "agreed")], by=officer)

    assert agrees(one, PHONE)
    assert agrees(other, PHONE)


def test_yes_on_either_record_is_enough_where_nobody_said_no(officer):
    one, other = ParticipantFactory.create_batch(2)
    decide(person=other, decisions=[said(PHONE, "agreed")], by=officer)

    merge_by_hand(other, one)

    assert agrees(one, PHONE)


def test_withdrawal_is_told_for_every_record_of_a_person(officer, heard):
    one, other = ParticipantFactory.create_batch(2)
    merge_by_hand(other, one)
    decide(person=one, decisions=[said(PHONE, "agreed")], by=officer)

    decide(person=other, decisions=[said(PHONE, "withdrawn")], by=officer)

    assert {(person.pk, purpose) for person, purpose in heard} == {
        (one.pk, PHONE),
        (other.pk, PHONE),
    }


def test_withdrawal_on_a_record_merged_meanwhile_is_told_for_both(officer, heard):
    one, other = ParticipantFactory.create_batch(2)
    decide(person=one, decisions=[said(PHONE, "agreed")], by=officer)
    as_the_page_had_it = Participant.objects.get(pk=other.pk)
    merge_by_hand(other, one)

    decide(person=as_the_page_had_it, decisions=[said(PHONE, "withdrawn")], by=officer)

    assert {(person.pk, purpose) for person, purpose in heard} == {
        (one.pk, PHONE),
        (other.pk, PHONE),
    }


def test_decisions_are_not_changed_by_later_ones(person, officer):
    decide(person=person, decisions=[said(PHONE, "agreed")], by=officer)
    before = list(Consent.objects.values())

    decide(person=person, decisions=[said(PHONE, "withdrawn")], by=officer)

    assert [row for row in Consent.objects.values() if row["decision"] == "agreed"] == before
