"""Phone numbers: kept in one international form, shown as people dial them."""

from __future__ import annotations

import re

from core.digits import to_ascii_digits

IRAQ = "+964"
LONGEST = 40
# What stands in and around a number that is written, pasted or copied, and is no part of it.
_UNSEEN = re.compile(r"[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_WRITTEN = re.compile(r"[\d\s()+./\-\u2010-\u2015]+")


def read_phone(text: str) -> str | None:
    """Bring a number to "+9647701234567" (E.164); None if it is not one that can be called."""
    # Imported when the first number is read: it takes a twentieth of a second.
    import phonenumbers

    written = to_ascii_digits(_UNSEEN.sub("", text)).strip()
    if len(written) > LONGEST or not _WRITTEN.fullmatch(written):
        return None
    try:
        number = phonenumbers.parse(written, "IQ")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    # An Iraqi number that is no mobile is a mistyped one: hardly anybody has a land line.
    is_iraqi = number.country_code == int(IRAQ)
    if is_iraqi and phonenumbers.number_type(number) != phonenumbers.PhoneNumberType.MOBILE:
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def phone_text(number: str) -> str:
    """Show a number as it is dialled here: "0770 123 4567"."""
    if number.startswith(IRAQ) and len(number) == 14:
        local = f"0{number[4:]}"
        return f"{local[:4]} {local[4:7]} {local[7:]}"
    return number


def masked_phone(number: str) -> str:
    """Show only the last two digits: enough to tell two numbers apart, not to call one."""
    return f"•••• ••• ••{number[-2:]}" if number else ""
