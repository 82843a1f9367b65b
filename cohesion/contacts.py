"""Whom to call or write to, as the organisation configured it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.digits import to_ascii_digits

_NUMBER = re.compile(r"\+?[\d\s()/-]{3,}")
_ADDRESS = re.compile(r"[^\s@:]+@[^\s@:]+")


@dataclass(frozen=True)
class Contact:
    """A line of the card: whose it is, how it is written, and what a tap on it opens."""

    label: str
    text: str
    url: str


def read_contacts(written: str) -> list[Contact]:
    """Read `label: number` and `label: address`, parted by semicolons or lines."""
    lines = (line.strip() for line in re.split(r"[;\n]", written))
    return [_read(line) for line in lines if line]


def _read(line: str) -> Contact:
    label, _, text = (part.strip() for part in line.rpartition(":"))
    if _NUMBER.fullmatch(text):
        return Contact(label, text, "tel:" + re.sub(r"[^+\d]", "", to_ascii_digits(text)))
    if _ADDRESS.fullmatch(text):
        return Contact(label, text, f"mailto:{text}")
    return Contact(line, "", "")
