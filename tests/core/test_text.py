import re
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core.text import capfirst, clean_line, clean_name, fold, unbroken
from tests.test_house import tracked


def test_a_plain_name_stays_as_written():
    assert clean_name("گوڵاڵە ڕەشید") == ("گوڵاڵە ڕەشید", False)


@pytest.mark.parametrize(
    "unseen", ["\u202e", "\u2067", "\u200f", "\u0007", "\u200b", "\ufeff", "\u200d"]
)
def test_characters_that_nobody_sees_are_removed_and_told(unseen):
    assert clean_name(f"أمي{unseen}نة") == ("أمينة", True)


def test_spaces_are_collapsed_without_a_note():
    assert clean_name("  زينب \t كاظم\u00a0\n") == ("زينب كاظم", False)


def test_a_zero_width_non_joiner_inside_a_name_is_kept():
    assert clean_name("گول\u200cناز") == ("گول\u200cناز", False)


def test_a_zero_width_non_joiner_at_the_edge_is_dropped():
    assert clean_line("\u200cگول\u200c ناز\u200c").text == "گول ناز"


def test_letters_are_composed():
    assert clean_name(unicodedata.normalize("NFD", "Sevgül Çağrı")).text == "Sevgül Çağrı"


@pytest.mark.parametrize("text", ["", "  ", "123", "٣", "---", "\u202e", "َ"])
def test_a_name_without_a_letter_is_refused(text):
    with pytest.raises(ValidationError):
        clean_name(text)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    once = clean_line(text).text

    assert clean_line(once) == (once, False)


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("المجموعة 3", "المجموعة\u00a03"),
        ("بيت المرأة ٣", "بيت المرأة\u00a0٣"),
        ("Group 3 b 12", "Group\u00a03 b\u00a012"),
        ("3 roses", "3 roses"),
        ("القيادة", "القيادة"),
    ],
)
def test_number_is_tied_to_the_word_before_it(text, tied):
    assert unbroken(text) == tied
    assert clean_line(tied).text == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أمينة", "امينه"),
        ("فاطمة", "فاطمه"),
        ("ليلى", "لیلی"),
        ("محمّد", "محمد"),
        ("محـــمد", "محمد"),
        ("آيسل", "ايسل"),
        ("كاظم", "کاظم"),
        ("ئازاد", "آزاد"),
        ("ئومێد", "اوميد"),
        ("گوڵاڵە", "گولاله"),
        ("ڕەشید", "رهشيد"),
        ("عائشة", "عايشه"),
        ("گول\u200cناز", "گولناز"),
        ("IŞIL", "ışıl"),
        ("İpek", "ipek"),
        ("Çağrı", "cagri"),
        ("Mohammed-Ali", "mohammed ali"),
        ("Ka‘b", "kab"),
        ("A-٠١٢", "a 012"),
        ("ﻓﺎﻃﻤﺔ", "فاطمه"),
    ],
)
def test_ways_to_write_one_name_meet_in_search(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("علي", "علياء"), ("سعاد", "سعد"), ("نور", "نورا")])
def test_different_names_stay_different_in_search(one, other):
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_never_fails_and_is_stable(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("language", "begun"),
    [("tr-iq", "İptal edildi"), ("en", "Iptal edildi"), ("ar", "Iptal edildi")],
)
def test_an_i_begins_as_turkish_has_it_in_turkish_alone(language, begun):
    template = Template("{% load cohesion %}{{ word|capfirst }}")

    with translation.override(language):
        assert capfirst("iptal edildi") == begun
        assert template.render(Context({"word": "iptal edildi"})) == begun


def test_a_capital_is_asked_of_the_word_in_the_language_of_the_page():
    later = capfirst(translation.gettext_lazy("cancelled"))

    with translation.override("tr-iq"):
        assert str(later) == "İptal edildi"
    with translation.override("en"):
        assert str(later) == "Cancelled"


def test_capitals_are_asked_where_the_turkish_i_is_known():
    pages = [page.read_text() for page in tracked("templates/**/*.html")]
    code = [page.read_text() for page in tracked("*.py") if "tests" not in page.parts]

    loads = re.compile(r"{% load [\w ]*\bcohesion\b")
    assert [page for page in pages if "|capfirst" in page and not loads.search(page)] == []
    assert [page for page in code if "django.utils.text import capfirst" in page] == []
