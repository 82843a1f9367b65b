"""Small changes of a text that can be said in Python and in SQL, with one meaning in both.

A rule is a sequence of them. PostgreSQL runs it inside the database for generated columns;
Python runs the same sequence where there is no row yet. Patterns use only what `re` and the
regular expressions of PostgreSQL understand alike: no `\\w`, no `\\b`, explicit ranges, and no
alternatives of which one begins another, since PostgreSQL takes the longest and Python the first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol


class Step(Protocol):
    """One change."""

    def run(self, text: str) -> str: ...
    def sql(self, text: str) -> str: ...


@dataclass(frozen=True)
class Normalise:
    """A Unicode normal form."""

    form: Literal["NFKC", "NFD"]

    def run(self, text: str) -> str:
        return unicodedata.normalize(self.form, text)

    def sql(self, text: str) -> str:
        return f"normalize({text}, {self.form})"


@dataclass(frozen=True)
class Small:
    """Small letters, of A to Z alone: what other letters do depends on the server."""

    def run(self, text: str) -> str:
        return text.translate(_SMALL)

    def sql(self, text: str) -> str:
        return f'lower({text} COLLATE "C")'


_SMALL = {capital: capital + 32 for capital in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True)
class Letters:
    """Letter for letter, written as "ab>x cd>y"."""

    pairs: str
    table: dict[int, str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        several = [pair.split(">") for pair in self.pairs.split()]
        object.__setattr__(
            self, "table", {ord(one): to for letters, to in several for one in letters}
        )

    def run(self, text: str) -> str:
        return text.translate(self.table)

    def sql(self, text: str) -> str:
        letters = "".join(map(chr, self.table))
        return f"translate({text}, {quote(letters)}, {quote(''.join(self.table.values()))})"


@dataclass(frozen=True)
class Words:
    """Piece for piece, one after the other, written as "kh>h sh>s"."""

    pairs: str

    def run(self, text: str) -> str:
        for old, new in self._pairs():
            text = text.replace(old, new)
        return text

    def sql(self, text: str) -> str:
        for old, new in self._pairs():
            text = f"replace({text}, {quote(old)}, {quote(new)})"
        return text

    def _pairs(self) -> list[list[str]]:
        return [pair.split(">") for pair in self.pairs.split()]


@dataclass(frozen=True)
class Pattern:
    """Whatever fits a regular expression, everywhere."""

    pattern: str
    by: str = ""

    def run(self, text: str) -> str:
        return re.sub(self.pattern, self.by, text)

    def sql(self, text: str) -> str:
        return f"regexp_replace({text} COLLATE \"C\", {quote(self.pattern)}, {quote(self.by)}, 'g')"


@dataclass(frozen=True)
class Trim:
    """No spaces at either end."""

    def run(self, text: str) -> str:
        return text.strip(" ")

    def sql(self, text: str) -> str:
        return f"btrim({text}, ' ')"


def run(steps: Sequence[Step], text: str) -> str:
    """Take a text through every step."""
    for step in steps:
        text = step.run(text)
    return text


def expression(steps: Sequence[Step], text: str) -> str:
    """The same as one SQL expression over another."""
    for step in steps:
        text = step.sql(text)
    return text


def quote(text: str) -> str:
    """A text as SQL writes it, whatever `standard_conforming_strings` says."""
    escaped = text.replace("\\", "\\\\").replace("'", "''")
    return f"E'{escaped}'" if "\\" in text else f"'{escaped}'"
