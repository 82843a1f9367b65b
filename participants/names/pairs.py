"""Pairs of names in a CSV file, each with what is made of it; for `manage.py match_names`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TypedDict

from django.utils.translation import gettext as _

from participants.names.keys import fold, skeleton
from participants.names.score import likeness


class CannotRead(Exception):
    """The file is not one of pairs; the text is a sentence."""


class Compared(TypedDict):
    """A pair and its verdict, as JSON tells it."""

    a: str
    b: str
    folded_a: str
    folded_b: str
    skeleton_a: str
    skeleton_b: str
    score: float
    candidate: bool


def compare(one: str, other: str) -> Compared:
    """Compare two names."""
    found = likeness(one, other)
    return {
        "a": one,
        "b": other,
        "folded_a": fold(one),
        "folded_b": fold(other),
        "skeleton_a": skeleton(one),
        "skeleton_b": skeleton(other),
        "score": found.score,
        "candidate": found.is_candidate,
    }


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """The columns `a` and `b` of a file. Raises CannotRead."""
    try:
        # Spreadsheets write a mark before the first letter; this encoding takes it away.
        text = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise CannotRead(
            _("%(file)s cannot be read: %(why)s.") % {"file": path, "why": problem.strerror}
        ) from problem
    except (UnicodeDecodeError, ValueError) as problem:
        raise CannotRead(_("%(file)s is not a text in UTF-8.") % {"file": path}) from problem
    try:
        return list(_pairs(text, path))
    except csv.Error as problem:
        raise CannotRead(_("%(file)s is not a CSV file.") % {"file": path}) from problem


def _pairs(text: str, path: Path) -> Iterator[tuple[str, str]]:
    rows = csv.DictReader(StringIO(text, newline=""))
    columns = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
    if not {"a", "b"} <= columns.keys():
        raise CannotRead(
            _("%(file)s needs a first line that names the columns a and b.") % {"file": path}
        )
    for row in rows:
        one, other = row[columns["a"]], row[columns["b"]]
        if one is None or other is None:
            raise CannotRead(
                _("Line %(line)s of %(file)s has one name; it needs two, with a comma between.")
                % {"line": rows.line_num, "file": path}
            )
        yield one, other
