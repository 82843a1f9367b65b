"""A Latin spelling is suggested; it is Latin, and whoever knows better changes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.latin import latin_spelling

LETTERS = "ءآأإئؤاىيبتثجحخدذرزسشصضطظعغفقكلمنهوةپچژگڤڕڵێۆەیکھ"


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("زينب كاظم", "Zainab Kadhim"),
        ("زَيْنَب", "Zainab"),
        ("امينه", "Amina"),
        ("عبد الله", "Abdullah"),
        ("عبد الكريم", "Abdulkarim"),
        ("فاطمة الجبوري", "Fatima Al-Jubouri"),
        ("گوڵاڵە کەریم", "Gulala Karim"),
        ("ئاوات", "Awat"),
        ("شێرین", "Sherin"),
        ("ژیان", "Zhiyan"),
        ("عەلی", "Ali"),
        ("أورهان", "Orhan"),
        ("مروة", "Marwa"),
        ("Gülşen Demir", "Gülşen Demir"),
        ("", ""),
    ],
)
def test_name_is_spelled_as_people_spell_it(name, latin):
    assert latin_spelling(name) == latin


@given(st.text(LETTERS, min_size=1, max_size=12))
def test_whatever_is_suggested_is_latin(name):
    suggested = latin_spelling(name)

    assert all(letter.isascii() for letter in suggested)


@given(st.text(max_size=40))
def test_no_text_is_too_strange(name):
    assert isinstance(latin_spelling(name), str)
