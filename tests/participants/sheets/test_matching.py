"""Columns are found by their headings, in whatever language and row they stand."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils.translation import override

from core.text import fold
from participants.sheets.columns import LABELS, WORDS, headings
from participants.sheets.matching import guess, heading_of, letter, with_columns
from participants.sheets.reading import Line
from tests.participants.sheets.files import HEADINGS, HEADINGS_EN, WOMAN


def lines(*rows):
    return [Line(number, tuple(row)) for number, row in enumerate(rows, 1) if row]


def test_list_with_a_title_and_two_rows_of_headings_is_understood():
    sheet = lines(["استمارة تسجيل / Registration"], [], HEADINGS, HEADINGS_EN, WOMAN)

    found = guess(sheet)

    assert (found.heading_rows, found.first) == ((3, 4), 5)
    assert list(found.columns.values()) == [
        "given",
        "father",
        "grandfather",
        "family",
        "born_on",
        "phone",
        "phone_owner",
        "status",
        "ethnicity",
        "belief",
        "area",
        "children",
        "language",
        "consent",
    ]
    assert heading_of(sheet, found, 5) == "الهاتف"


@pytest.mark.parametrize(
    ("headings", "codes"),
    [
        (["م", "الاسم الرباعي", "المواليد"], {1: "full_name", 2: "born_on"}),
        (["الاسم", "رقم الهاتف"], {0: "full_name", 1: "phone"}),
        (["Name", "Father", "Mobile number (WhatsApp)"], {0: "given", 1: "father", 2: "phone"}),
        (["ناو", "ناوی باوک", "ژمارەی مۆبایل"], {0: "given", 1: "father", 2: "phone"}),
        (["Adı", "Soyadı", "Doğum tarihi"], {0: "given", 1: "family", 2: "born_on"}),
        (["Name", "District of origin", "District"], {0: "full_name", 1: "origin", 2: "area"}),
        (["هاتف", "الهاتف", "Phone", "الاسم"], {1: "phone", 3: "full_name"}),
    ],
)  # fmt: skip
def test_headings_of_offices_are_known(headings, codes):
    assert guess(lines(headings, ["x"])).columns == codes


def test_sheet_without_headings_names_nothing_and_loses_no_row():
    found = guess(lines(WOMAN, WOMAN))

    assert (found.first, found.heading_rows, found.columns) == (1, (), {})
    assert not found.has_a_name


def test_what_was_chosen_before_comes_first():
    sheet = lines(["Name", "Remarks", "Phone"], ["x"])

    found = guess(sheet, {fold("Remarks"): "address", fold("Phone"): ""})

    assert found.columns == {0: "full_name", 1: "address"}


def test_headings_of_the_template_are_known_in_every_language():
    for language, _name in settings.LANGUAGES:
        with override(language):
            row = [str(label) for label in LABELS.values()]

        assert list(guess(lines(row, ["x"])).columns.values()) == list(LABELS)


def test_no_heading_means_two_columns():
    said = [fold(word) for words in WORDS.values() for word in words.split(",")]

    assert sorted({word for word in said if said.count(word) > 1}) == []
    assert set(headings().values()) == set(LABELS)


def test_columns_are_called_as_spreadsheets_call_them():
    assert [letter(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_column_that_nobody_chose_is_left_out():
    found = with_columns(guess(lines(["Name", "Phone"], ["x"])), {0: "given", 1: ""})

    assert found.columns == {0: "given"}
