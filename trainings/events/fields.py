"""Fields of JSON data, read one by one and never trusted."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

_UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_TIME: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:[0-9]{2})"
)
_LINE_END: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BIDI_CONTROL: Final = re.compile("[\u202a-\u202e\u2066-\u206f]")


class WrongField(Exception):
    """A field that cannot be read; its name is the only argument."""


def moment(raw: dict[Any, Any], key: str) -> datetime:
    """Read a moment with its offset, as UTC."""
    text = text_of(raw, key)
    if not _TIME.fullmatch(text):
        raise WrongField(key)
    try:
        read = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise WrongField(key) from None
    # A wild clock costs no mark, but the outermost years overflow in other time zones.
    if not 1 < read.year < 9999:
        raise WrongField(key)
    return read


def uuid_of(raw: dict[Any, Any], key: str) -> UUID:
    """Read an id in its canonical form, so that an answer names it exactly as it came."""
    text = text_of(raw, key)
    if not _UUID.fullmatch(text):
        raise WrongField(key)
    return UUID(text)


def maybe_uuid(raw: dict[Any, Any], key: str) -> UUID | None:
    """Read an id that may be missing."""
    return None if raw.get(key) is None else uuid_of(raw, key)


def whole(raw: dict[Any, Any], key: str, lowest: int, highest: int) -> int:
    """Read a whole number within its limits."""
    number = raw.get(key)
    # bool is a subclass of int, and `true` is not a number of minutes.
    if type(number) is not int or not lowest <= number <= highest:
        raise WrongField(key)
    return number


def maybe_whole(raw: dict[Any, Any], key: str, lowest: int, highest: int) -> int | None:
    """Read a whole number that may be missing."""
    return None if raw.get(key) is None else whole(raw, key, lowest, highest)


def text_of(raw: dict[Any, Any], key: str) -> str:
    """Read a string."""
    text = raw.get(key)
    if not isinstance(text, str):
        raise WrongField(key)
    return text


def listed(raw: dict[Any, Any], key: str) -> tuple[object, ...]:
    """Read a list."""
    items = raw.get(key)
    if not isinstance(items, list):
        raise WrongField(key)
    return tuple(items)


def clean_note(text: str) -> str:
    """Keep what a person can read: line ends made plain, hidden control characters removed."""
    plain = _BIDI_CONTROL.sub("", _LINE_END.sub("\n", text))
    readable = (
        letter
        for letter in plain
        if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"}
    )
    return unicodedata.normalize("NFC", "".join(readable)).strip()
