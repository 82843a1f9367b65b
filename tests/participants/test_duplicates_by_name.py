"""Which names make a likely duplicate, within sight and beyond it."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.roles import Role
from core.scoping import scope
from participants.details import PersonDetails
from participants.models import DuplicateCandidate, Participant
from participants.queries.duplicates import known_elsewhere, likely_duplicates, told_of
from tests.factories import ParticipantFactory, ProjectSiteFactory, staff

pytestmark = pytest.mark.django_db

BORN = {"born_on": date(1990, 1, 1), "born_precision": "year"}
PARTS = ("given", "father", "grandfather", "family")
PHONE = "+9647701234567"

ONE_WOMAN = [
    ("أمينة كريم", "Amina Karim"),
    ("امينه كريم", "أمينة كريم"),
    ("شيرين علي", "شێرین عەلی"),
    ("شيرين علي", "Shirin Ali"),
    ("هيفاء محمد", "Haifa Mohammed"),
    ("زينب كاظم", "Zeyneb Kadhim"),
    ("خديجة محمد", "Khadija Muhamad"),
    ("گوڵاڵە کەریم", "Gulala Karim"),
    ("ئاوات حسين", "Awat Husên"),
    ("عەلی حوسێن", "Elî Husên"),
    ("زينب عبد الله", "زينب عبدالله"),
    ("زينب عبد الله", "Zainab Abdullah"),
    ("زينب كاظم حسن", "زينب كاظم"),
    ("زينب الجبوري", "زينب حسين علي الجبوري"),
]
TWO_WOMEN = [
    ("زينب حسين", "زينب حسن"),
    ("زينب حسين", "Zainab Hasan"),
    ("Zeyneb Huseyin", "زينب حسن"),
    ("سعاد علي", "سعد علي"),
    ("سعاد علي", "Saad Ali"),
    ("زينب علي", "زبيدة علي"),
    ("زينب كاظم", "زينب قاسم"),
    ("كريم علي", "كريمة علي"),
    ("زينب علي حسين", "زينب حسين علي"),
    ("زينب كاظم", "كاظم زينب"),
    ("زينب", "زينب كاظم"),
]
EITHER_WAY = [*TWO_WOMEN, *((other, one) for one, other in TWO_WOMEN)]


def said(name):
    """The parts of a name as fields; عبد الله is one."""
    words = name.replace("عبد الله", "عبد_الله").split()
    return {field: word.replace("_", " ") for field, word in zip(PARTS, words, strict=False)}


def made(name, place, **more):
    blank = dict.fromkeys(PARTS[1:], "")
    return ParticipantFactory(**blank | said(name), **more, project_sites=[place.pk])


def are_likely(one, other, place, officer, **more):
    """Whether the second is offered where the first is known in sight."""
    made(one, place, **more)
    return bool(likely_duplicates(told_of(PersonDetails(**said(other), **more)), officer))


def are_likely_beyond(one, other, **more):
    """Whether somebody at another office hears that the second may be known."""
    made(one, ProjectSiteFactory(), **more)
    here = ProjectSiteFactory()
    person = made(other, here, **more)
    with scope(staff(Role.FIELD, here)):
        return known_elsewhere(person)


@pytest.mark.parametrize(("one", "other"), ONE_WOMAN)
def test_one_name_in_two_spellings_is_offered(officer, place, one, other):
    assert are_likely(one, other, place, officer, **BORN)


@pytest.mark.parametrize(("one", "other"), ONE_WOMAN)
def test_one_name_in_two_spellings_is_known_at_another_office(one, other):
    assert are_likely_beyond(one, other, **BORN)


@pytest.mark.parametrize(("one", "other"), EITHER_WAY)
def test_two_names_are_never_offered(officer, place, one, other):
    assert not are_likely(one, other, place, officer, **BORN)


@pytest.mark.parametrize(("one", "other"), EITHER_WAY)
def test_two_names_are_not_known_at_another_office(one, other):
    assert not are_likely_beyond(one, other, **BORN)


@pytest.mark.parametrize(("one", "other"), [pair for pair in TWO_WOMEN if " " in pair[0]])
def test_one_phone_makes_no_woman_of_two_names(officer, place, one, other):
    assert not are_likely(one, other, place, officer, phone=PHONE)
    assert not are_likely_beyond(one, other, phone=PHONE)


def test_guest_of_one_day_is_known_by_her_given_name_and_phone(officer, place):
    assert are_likely("زينب", "Zainab Kadhim", place, officer, phone=PHONE)
    assert are_likely_beyond("زينب", "Zainab Kadhim", phone=PHONE)


def test_slip_in_a_long_name_is_offered(officer, place):
    assert are_likely("ڕێژینا ئازاد نجم", "ڕێژینتا ئازاد نجم", place, officer, **BORN)


def test_years_say_how_far_apart_they_are(officer, place):
    made("زينب كاظم", place, born_on=date(1992, 1, 1), born_precision="estimated")

    [likely] = likely_duplicates(told_of(PersonDetails(**said("زينب كاظم"), **BORN)), officer)

    assert (likely.reasons, likely.years_apart) == (("birth_near", "name"), 2)


def test_pair_beyond_a_scope_tells_the_reasons_to_who_sees_both():
    assert are_likely_beyond("زينب كاظم", "Zainab Kadhim", phone=PHONE, **BORN)

    assert set(DuplicateCandidate.objects.get().reasons) == {"phone", "birth", "name_alike"}


@pytest.mark.parametrize("name", ["—", "日本", "ـ", "ء", "ﷺ" * 70, "a" * 80])
def test_name_beyond_our_scripts_is_compared_all_the_same(officer, place, name):
    person = Participant.objects.create(given=name, project_sites=[place.pk])

    assert likely_duplicates(told_of(person), officer, besides=person.pk) == []
    with scope(officer):
        assert known_elsewhere(person) is False
