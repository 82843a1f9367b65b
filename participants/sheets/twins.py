"""The same woman twice in one list: a comparison without a database, row by row."""

from __future__ import annotations

from collections import defaultdict

from participants.likeness import Told, reasons_for
from participants.names.keys import fold, skeleton
from participants.sheets.people import SheetPerson

MOST_COMPARED = 60
"""Rows that share a first name; in a list of one office there are not more that matter."""


def told_of_row(person: SheetPerson) -> Told:
    """What a comparison needs of a row."""
    said = person.values
    names = ("given", "father", "grandfather", "family")
    return Told(
        tuple(said.get(name) or "" for name in names),
        said.get("born_on"),
        said.get("born_precision") or "",
        said.get("phone") or "",
    )


class Twins:
    """The rows so far, by their phone and by the consonants of their first name."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], list[tuple[int, Told]]] = defaultdict(list)

    def add(self, row: int, told: Told) -> None:
        """Remember a row."""
        for key in _keys(told):
            self._rows[key].append((row, told))

    def find(self, told: Told) -> tuple[int, tuple[str, ...]] | None:
        """The earlier row that is likely the same woman, and why; None where there is none."""
        best: tuple[int, tuple[str, ...]] | None = None
        for key in _keys(told):
            for row, earlier in self._rows[key][-MOST_COMPARED:]:
                reasons = tuple(reasons_for(told, earlier))
                if reasons and (best is None or len(reasons) > len(best[1])):
                    best = row, reasons
        return best


def _keys(told: Told) -> list[tuple[str, str]]:
    first = (skeleton(told.full_name) or fold(told.full_name)).split()[:1]
    keys = [("name", word) for word in first]
    return [*keys, ("phone", told.phone)] if told.phone else keys
