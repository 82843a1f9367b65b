"""A row says what a page would ask, in three digit scripts and four languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from core.text import fold
from participants.sheets.births import birth_text, read_birth
from participants.sheets.columns import LABELS
from participants.sheets.matching import Matching, guess
from participants.sheets.people import read_person
from participants.sheets.reading import Line
from participants.sheets.values import Lists
from tests.participants.sheets.files import HEADINGS, woman

LISTS = Lists(
    districts={fold("كركوك"): "IQG13Q04"},
    ethnicity={fold("كرد"): "kurd"},
    belief={fold("سني"): "sunni"},
)
TODAY = timezone.localdate()


def person(headings=HEADINGS, cells=(), **said):
    cells = cells or woman(**said)
    sheet = [Line(1, tuple(headings)), Line(2, tuple(cells))]
    with override("en"):
        return read_person(sheet[1], guess(sheet), LISTS, TODAY)


def wrong(**said):
    return {one.column: one.message for one in person(**said).wrong}


def test_row_says_what_a_page_would_ask():
    found = person()

    assert found.wrong == ()
    assert found.values == {
        "given": "ئاوات",
        "father": "محمد",
        "grandfather": "عمر",
        "family": "الجبوري",
        "born_on": date(1968, 4, 17),
        "born_precision": "day",
        "phone": "+9647909375836",
        "phone_owner": "own",
        "status": "idp",
        "area": "IQG13Q04",
        "language": "ckb",
        "consent": True,
    }
    assert found.to_complete == (
        "2 children for the playroom: ask who they are and who collects them"
    )


def test_identity_is_no_value_without_a_consent_for_it():
    assert not {"ethnicity", "belief"} & person().values.keys()


@pytest.mark.parametrize(
    ("answer", "kept"), [("نعم", "kurd"), ("لا", None), ("", None), ("ربما", None)]
)
def test_identity_needs_its_own_yes(answer, kept):
    headings = [*HEADINGS, "الموافقة على حفظ القومية والديانة"]

    found = person(headings, [*woman(), answer])

    assert found.values.get("ethnicity") == kept


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("۱۷/۰۴/۱۹۶۸", "1968-04-17 day"),
        ("٣/٤/١٩٩٠", "1990-04-03 day"),
        (date(1990, 4, 3), "1990-04-03 day"),
        ("1976", "1976-01-01 year"),
        (1976, "1976-01-01 year"),
        ("۱۹۹۱", "1991-01-01 year"),
        ("04/1968", "1968-04-01 month"),
        ("حوالي 1976", "1976-01-01 estimated"),
        ("~1976", "1976-01-01 estimated"),
        ("عمرها ٥٤ تقريباً", f"{TODAY.year - 54}-01-01 estimated"),
        ("35 سنة", f"{TODAY.year - 35}-01-01 estimated"),
        ("٣٥", f"{TODAY.year - 35}-01-01 estimated"),
        (35, f"{TODAY.year - 35}-01-01 estimated"),
        ("about 35", f"{TODAY.year - 35}-01-01 estimated"),
        (None, "None "),
        ("", "None "),
    ],
)
def test_birth_says_how_exact_it_is(cell, born):
    assert "{} {}".format(*read_birth(cell)) == born


@pytest.mark.parametrize(
    "cell",
    ["31/02/1999", "13/1990", "150", "عمرها 150", "1850", "01/01/2099", "2099", "الصيف", "9" * 500],
)
def test_birth_that_cannot_be_is_refused(cell):
    with pytest.raises(ValidationError):
        read_birth(cell)


@given(
    born=st.dates(date(1930, 1, 1), TODAY),
    precision=st.sampled_from(["day", "month", "year", "estimated"]),
)
def test_birth_that_is_written_is_read_again(born, precision):
    kept = born.replace(
        day=born.day if precision == "day" else 1,
        month=born.month if precision in ("day", "month") else 1,
    )

    assert read_birth(birth_text(kept, precision)) == (kept, precision)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("00964 7875196458", "+9647875196458"),
        ("+٩٦٤٧٩٥٣٤٢٨٠٠١", "+9647953428001"),
        (7701234567, "+9647701234567"),
        ("0786 423 9549", "+9647864239549"),
        ("لا يوجد", ""),
        ("-", ""),
        (None, ""),
    ],
)
def test_phone_is_read_as_it_is_written(cell, kept):
    assert person(phone=cell).values["phone"] == kept


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ({"given": "123"}, "given"),
        ({"given": None}, "given"),
        ({"given": "ا" * 81}, "given"),
        ({"given": '=HYPERLINK("http://x","زينب")'}, "given"),
        ({"given": "@زينب"}, "given"),
        ({"father": "'"}, "father"),
        ({"born": "31/02/1999"}, "born_on"),
        ({"phone": "12"}, "phone"),
        ({"children": "x"}, "children"),
        ({"children": "-1"}, "children"),
        ({"status": "ثري"}, "status"),
        ({"consent": None}, "consent"),
        ({"consent": "ربما"}, "consent"),
    ],
)
def test_what_is_wrong_is_told_with_its_column(said, column):
    assert set(wrong(**said)) == {column}


def test_everything_that_is_wrong_in_a_row_is_told_at_once():
    assert set(wrong(given="=1+1", phone="12", born="x", consent="")) == {
        "given",
        "phone",
        "born_on",
        "consent",
    }


def test_what_is_not_understood_and_matters_little_becomes_a_note():
    found = person(district="كركوك القديمة", owner="صديقة", language="فارسي", children="0")

    assert found.wrong == ()
    assert found.notes == (
        "Whose phone: صديقة",
        "District where she lives now: كركوك القديمة",
        "Language: فارسي",
    )


@pytest.mark.parametrize(("agrees", "is_wrong"), [("نعم", True), ("لا", False)])
def test_yes_of_a_minor_is_not_enough(agrees, is_wrong):
    found = person(born=str(TODAY.year - 10), consent=agrees)

    assert ["her guardian has to agree too" in one.message for one in found.wrong] == (
        [True] if is_wrong else []
    )
    assert [one.column for one in found.wrong] == (["consent"] if is_wrong else [])


def test_yes_of_a_woman_who_is_18_is_enough():
    assert person(born=f"01/01/{TODAY.year - 18}").wrong == ()


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("زينب كاظم عبد الله الجبوري", ["زينب", "كاظم", "عبد الله", "الجبوري"]),
        ("Amina Abd al Rahman", ["Amina", "Abd al Rahman"]),
        ("زينب", ["زينب"]),
        ("a b c d e", ["a", "b", "c", "d e"]),
        ("أم كلثوم حسن", ["أم كلثوم", "حسن"]),
    ],
)
def test_whole_name_is_taken_apart(whole, parts):
    found = person(["الاسم الكامل", "موافقة"], [whole, "نعم"]).values

    codes = ["given", "father", "grandfather", "family"][: len(parts)]
    assert [found[code] for code in codes] == parts


def test_part_of_a_whole_name_that_is_too_long_is_told():
    found = person(["الاسم الكامل", "موافقة"], ["ا" * 81, "نعم"])

    assert [one.column for one in found.wrong] == ["full_name"]


def test_age_fills_in_for_a_birth_that_is_not_told():
    headings = ["الاسم", "تاريخ الميلاد", "العمر", "موافقة"]

    exact = person(headings, ["زينب", "1990", "33", "نعم"]).values
    guessed = person(headings, ["زينب", None, "33", "نعم"]).values

    assert (exact["born_on"], exact["born_precision"]) == (date(1990, 1, 1), "year")
    assert guessed["born_precision"] == "estimated"


def test_row_with_an_id_need_not_say_the_rest():
    headings = ["id", "Given name", "Phone"]
    one = "01900000-0000-7000-8000-000000000000"

    assert person(headings, [one, None, None]).wrong == ()
    assert [error.column for error in person(headings, ["x", None, None]).wrong] == ["id"]


HOSTILE = st.one_of(
    st.none(),
    st.integers(-(10**20), 10**20),
    st.dates(),
    st.text(st.characters(blacklist_categories=()), max_size=200),
    st.sampled_from(
        ["\u202e\u202dزينب\u202c", "\x00", "\ud800", "<script>", "ا" * 10_000, "\u200b"]
    ),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(HOSTILE, min_size=len(LABELS), max_size=len(LABELS)))
def test_any_cells_are_read_or_told(cells):
    matching = Matching(2, (1,), dict(enumerate(LABELS)))

    found = read_person(Line(2, tuple(cells)), matching, LISTS, TODAY)

    assert all(one.message for one in found.wrong)
    for text in (value for value in found.values.values() if isinstance(value, str)):
        assert text.encode() is not None
        assert not {"\u202e", "\x00"} & set(text)
    assert (found.to_complete + "".join(one.message for one in found.wrong)).encode() is not None
    assert len(found.to_complete) <= 500
