"""Phone numbers: kept in one international form, shown as people dial them."""

from __future__ import annotations

import re

from core.digits import to_ascii_digits

IRAQ = "+964"
_IRAQI_MOBILE = re.compile(r"(?:\+964|00964|964)?0?(7[3-9]\d{8})")
_ABROAD = re.compile(r"(?:\+|00)([1-9]\d{7,14})")
_BETWEEN = re.compile(r"[\s()./\-\u2010-\u2015\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def read_phone(text: str) -> str | None:
    """Bring a number to "+9647701234567"; None if it is not one that can be called."""
    dialled = _BETWEEN.sub("", to_ascii_digits(text))
    if iraqi := _IRAQI_MOBILE.fullmatch(dialled):
        return f"{IRAQ}{iraqi[1]}"
    abroad = _ABROAD.fullmatch(dialled)
    # Another Iraqi number with its country code is a mistyped mobile or a land line.
    if abroad and not abroad[1].startswith("964"):
        return f"+{abroad[1]}"
    return None


def phone_text(number: str) -> str:
    """Show a number as it is dialled here: "0770 123 4567"."""
    if number.startswith(IRAQ) and len(number) == 14:
        local = f"0{number[4:]}"
        return f"{local[:4]} {local[4:7]} {local[7:]}"
    return number
