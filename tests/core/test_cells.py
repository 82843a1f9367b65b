from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.cells import plain_cell, safe_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+9647701234567",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\u00a0=1",
        "＝1",
        "|calc",
        "%0A",
        "\x00=1",
    ],
)
def test_a_text_that_could_run_is_disarmed(text):
    assert safe_cell(text) == "'" + text.replace("\x00", "")


@pytest.mark.parametrize("text", ["", "شيرين", "a=b", "12", "Ka'b", "مرض - سفر"])
def test_an_ordinary_text_stays(text):
    assert safe_cell(text) == text


@pytest.mark.parametrize("value", [None, 0, -3, True, 1.5, Decimal("-2.50"), date(2026, 11, 23)])
def test_numbers_and_days_keep_their_type(value):
    assert safe_cell(value) is value


def test_a_moment_is_told_by_the_clock_in_baghdad(baghdad):
    moment = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)

    assert safe_cell(moment) == datetime(2026, 11, 23, 9, 0)


@pytest.mark.parametrize(("value", "text"), [(float("nan"), "nan"), (float("-inf"), "'-inf")])
def test_what_is_no_number_is_told_as_text(value, text):
    assert safe_cell(value) == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=12))
@example("'=1")
@example("''=1")
@example("'plain")
def test_what_was_disarmed_can_be_read_back(text):
    assert plain_cell(safe_cell(text)) == text


def test_half_a_character_is_left_out():
    assert safe_cell("a\ud800b") == "ab"
