"""Any usual way to write an Iraqi number gives one number, whatever the digits and signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.digits import ARABIC, PERSIAN
from core.phones import masked_phone, phone_text, read_phone

MOBILES = st.builds(
    lambda network, rest: f"7{network}{rest:08d}",
    st.integers(7, 9),
    st.integers(0, 99_999_999),
)
PREFIXES = st.sampled_from(["0", "", "+964", "00964", "964", "+964 (0)", "+964 0"])
BETWEEN = st.sampled_from(["", " ", "-", "\u200f", "\u2011", "/", "."])
SCRIPTS = st.sampled_from(["0123456789", ARABIC, PERSIAN])


@given(number=MOBILES, prefix=PREFIXES, between=BETWEEN, script=SCRIPTS)
def test_every_usual_form_is_one_number(number, prefix, between, script):
    written = f"{prefix}{between}{number[:3]}{between}{number[3:6]}{between}{number[6:]}"
    in_script = written.translate(str.maketrans("0123456789", script))

    assert read_phone(in_script) == f"+964{number}"


@given(number=MOBILES)
def test_number_that_is_shown_is_read_again(number):
    assert read_phone(phone_text(f"+964{number}")) == f"+964{number}"


@given(text=st.text())
def test_any_text_is_a_number_or_none(text):
    number = read_phone(text)

    assert number is None or (number.startswith("+") and number[1:].isdigit())


@pytest.mark.parametrize(
    "written",
    [
        "",
        "+",
        "٠",
        "0770 123 45",
        "07701234567" * 100,
        "0770 123 4567 ext 5",
        "050 222 333",
        "\x00",
    ],
)
def test_what_is_no_mobile_is_none(written):
    assert read_phone(written) is None


def test_masked_number_cannot_be_called():
    assert masked_phone("+9647701234567") == "•••• ••• ••67"
    assert masked_phone("") == ""
