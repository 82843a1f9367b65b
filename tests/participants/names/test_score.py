"""Which two names are offered as one woman's, and which are not."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.names.keys import skeleton
from participants.names.parts import parts
from participants.names.score import likeness
from participants.names.slips import one_slip

ONE_NAME = """
أمينة, امينه, Amina | شيرين, شێرین, Shirin | عبد الله, عبدالله, Abdullah | هيفاء, Haifa
محمد, Mohammed, Muhamad, Mehmet | زينب, Zainab, Zeyneb, Zeynep | خديجة, Khadija, Hatice
گوڵاڵە, Gulala | ئاوات, Awat | عەلی حوسێن, Elî Husên, علي حسين, Ali Hüseyin
فاطمة, Fatma, Fatima | حسين, Hussein, Hüseyin, Husên | عائشة, Aisha, Ayşe | نور, Noor | سارة, Sara
مريم, Maryam, Meryem | ليلى, Layla, Leyla | خالد, Khaled, Halit | غسان, Ghassan | دنيا, Dunya
يوسف, Yousif, Yusuf | إبراهيم, Ibrahim, İbrahim | شيماء, Shaimaa, Şeyma | روژان, Rojan, ڕۆژان
رمضان, Ramadan, Ramazan, ڕەمەزان | عثمان, Othman, Osman | كاظم, Kadhim, Kathim, Kazım
صلاح الدين, Salah al-Din, Selahattin, Salahuddin | عبد الرحمن, Abdul-Rahman, Abdurrahman
الجبوري, Al-Jubouri, جبوري, Aljuburi | سعاد إبراهيم يوسف داقوقي, Suad Ibrahim Yousif
ئاوات محمد عمر الجبوري, Awat Mohammed Omar Al-Jubouri | كولستان, گوڵستان, Gulistan
ڕێژین ئازاد اورهان العبیدی, Rezhin Azad Orhan Al-Obaidi | سيفيل, Sevil | بێریڤان, بيريفان, Berivan
هناء جرجيس هیوا الجبوري, Hana Jirjis Hiwa Al-Jubouri | زينب علي بن حسن, Zainab Ali Hasan
زينب الجبوري, زينب حسين علي الجبوري | سليمان, Süleyman, سلێمان
"""

TWO_NAMES = """
زينب حسين, زينب حسن | سعاد, سعد | زينب, زبيدة | جاسم, Qasim | ليلى, لينا | مريم, مروة | حسن, حسنة
علي, علية | أحمد, محمد | كريم, كريمة | سعيد, سعد | نادية, نادرة | Zainab Hussein, Zeyneb Hasan
Suad, Saad | سعاد, Saad | Karim, Karima | Layla, Lina | خليل, جليل | حنان, جنان | عالية, غالية
عمر, عمار | Omar, Ammar | آمنة, أمينة | سحر, زهراء | Sahar, Zahra | هدى, هادي | Huda, Hadi
حامد, حميد | حمد, أحمد | سمر, سميرة | سهى, سهام | رنا, رانيا | روژان, روژين | زينب, زينة
زينب, زينب حسين علي | زينب علي, زينب حسين علي | عبد الله, عبد الرحمن
فاطمة علي حسين, فاطمة حسين علي
نادية علي حسين الجبوري, نادرة علي حسين الجبوري | زينب كاظم, زينب قاسم | محمد, محمود | طاهر, ظاهر
صلاح الدين, صلاح | بشرى, يسرى | صباح, صبا | Sirwan Ali, Hiwa Ali | جميلة, جمالة
"""


def lines(text):
    return [
        [name.strip() for name in group.split(",")]
        for line in text.strip().splitlines()
        for group in line.split("|")
    ]


def pairs(text):
    return [pair for group in lines(text) for pair in combinations(group, 2)]


@pytest.mark.parametrize(("one", "other"), pairs(ONE_NAME))
def test_one_name_in_two_spellings_is_offered(one, other):
    assert likeness(one, other).is_candidate
    assert likeness(other, one) == likeness(one, other)


@pytest.mark.parametrize(("one", "other"), pairs(TWO_NAMES))
def test_two_names_are_not_offered_as_one_woman(one, other):
    assert not likeness(one, other).is_candidate
    assert likeness(other, one) == likeness(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [pair for pair in pairs(ONE_NAME) if len(parts(pair[0])) == len(parts(pair[1]))],
)
def test_one_name_has_one_skeleton_in_every_script(one, other):
    assert skeleton(one) == skeleton(other)


def test_one_typing_error_in_a_long_name_is_forgiven():
    assert likeness("خديجة محمد علي", "خديحة محمد علي").is_candidate
    assert not likeness("خديجة محمد", "خديحة محمد").is_candidate
    assert not likeness("خديحة محمدد علي", "خديجة محمد علي").is_candidate


def test_same_name_scores_one():
    assert likeness("زينب حسين", "زَينب  حـسين").score == 1


def test_longer_name_scores_less_than_the_same():
    assert 0.9 < likeness("زينب حسين", "زينب حسين علي").score < 1


def test_given_name_alone_says_too_little_beside_a_full_one():
    assert likeness("زينب", "زينب حسين").score < likeness("زينب", "Zainab").score


@pytest.mark.parametrize("nothing", ["", " ", "\u200b", "!?", "ء", "\ud800", "\0"])
def test_text_without_a_name_is_like_nobody(nothing):
    assert not likeness(nothing, "زينب").is_candidate


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_have_a_score(one, other):
    assert 0 <= likeness(one, other).score <= 1
    assert likeness(one, other) == likeness(other, one)


def test_very_long_text_is_compared_in_no_time():
    assert not likeness("زين " * 2500, "Zainab").is_candidate
    assert not likeness("بت" * 5_000, "مث" * 5_000).is_candidate
    assert not likeness("زين علي " * 2_000, "Zaid Omar " * 2_100).is_candidate


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("abcd", "abcd", False),
        ("abcd", "abxd", True),
        ("abcd", "abd", True),
        ("abcd", "xabcd", True),
        ("abcd", "acbd", True),
        ("abcd", "badc", False),
        ("abcd", "ab", False),
        ("abcd", "xbcx", False),
    ],
)
def test_one_slip_is_one_letter_or_two_that_changed_places(one, other, is_one):
    assert one_slip(one, other) == one_slip(other, one) == is_one
