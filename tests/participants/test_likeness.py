"""Who is offered as likely the same woman, and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participants.likeness import Told, reasons_for

PHONE, OTHER_PHONE = "+9647701234567", "+9647709999999"


def told(name, year=None, *, phone="", precision="year"):
    return Told(
        tuple(name.split()), date(year, 1, 1) if year else None, precision if year else "", phone
    )


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (told("زينب كاظم", 1990), told("زينب كاظم", 1990), ["birth", "name"]),
        (told("زينب كاظم", 1990), told("زينب كاظم", 1991), ["birth_near", "name"]),
        (told("أمينة كاظم", 1990), told("امينه كاظم", 1990), ["birth", "name"]),
        (told("زينب كاظم", 1990), told("Zainab Kadhim", 1990), ["birth", "name_alike"]),
        (told("گوڵاڵە", phone=PHONE), told("Gulala", phone=PHONE), ["phone", "name_alike"]),
        (told("زينب كاظم علي", 1990), told("زينب كاظم", 1990), ["birth", "name_alike"]),
        (told("زينب", phone=PHONE), told("زينب", phone=PHONE), ["phone", "name"]),
        (told("زينب كاظم علي"), told("زينب كاظم علي"), ["name"]),
        # With one phone a year may be wrong.
        (
            told("زينب كاظم", 1990, phone=PHONE),
            told("زينب كاظم", 1970, phone=PHONE),
            ["phone", "name"],
        ),
        # A guessed age is further off.
        (
            told("زينب كاظم", 1990),
            told("زينب كاظم", 1993, precision="estimated"),
            ["birth_near", "name"],
        ),
        # Nothing but a frequent name.
        (told("زينب كاظم"), told("زينب كاظم"), []),
        (told("زينب كاظم", 1990), told("زينب كاظم", 1993), []),
        (told("زينب كاظم علي", 1990), told("زينب كاظم علي", 1970), []),
        # Sisters and a shared phone.
        (told("زينب كاظم", 1990, phone=PHONE), told("هدى كاظم", 1990, phone=PHONE), []),
        # Never one woman, whatever else fits.
        (told("زينب حسين", 1990, phone=PHONE), told("زينب حسن", 1990, phone=PHONE), []),
        (told("سعاد علي", 1990, phone=PHONE), told("سعد علي", 1990, phone=PHONE), []),
        (told("زينب علي", 1990, phone=PHONE), told("زبيدة علي", 1990, phone=PHONE), []),
        (told("زينب", phone=PHONE), told("زينب", phone=OTHER_PHONE), []),
    ],
)
def test_reasons_say_why(one, other, reasons):
    assert reasons_for(one, other) == reasons
    assert reasons_for(other, one) == reasons


TOLD = st.builds(
    Told,
    names=st.tuples(st.text("زينبكاظمعلي Zainb", max_size=12), st.text(max_size=8)),
    born_on=st.none() | st.dates(date(1930, 1, 1), date(2020, 1, 1)),
    born_precision=st.sampled_from(["day", "year", "estimated"]),
    phone=st.sampled_from(["", PHONE, OTHER_PHONE]),
)


@given(TOLD, TOLD)
def test_likeness_has_no_direction(one, other):
    assert reasons_for(one, other) == reasons_for(other, one)
