"""Which column is which: guessed from the headings, then put right by hand and remembered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.text import fold
from participants.sheets.columns import NAMES, headings, short_names
from participants.sheets.reading import Cell, Line

HEADINGS_WITHIN = 15
"""The headings stand in one of so many first rows that say something."""

FEWEST = 2
LONGEST_HEADING = 80
NAME = "name"


@dataclass(frozen=True, slots=True)
class Matching:
    """How a sheet is read: people begin at row `first`, and `columns` go from a place to a code.

    `heading_rows` are the numbers of the rows that name the columns; there may be none.
    """

    first: int
    heading_rows: tuple[int, ...] = ()
    columns: Mapping[int, str] = field(default_factory=dict)

    @property
    def has_a_name(self) -> bool:
        """Whether it is known who a row is about."""
        return not NAMES.isdisjoint(self.columns.values())

    def place_of(self, code: str) -> int | None:
        """Where a column is."""
        return next((place for place, one in self.columns.items() if one == code), None)


def guess(lines: Sequence[Line], remembered: Mapping[str, str] | None = None) -> Matching:
    """Find the headings and what they mean; `remembered` goes from folded headings to codes.

    A code that is "" says that a column was left out before.
    """
    named: list[tuple[Line, dict[int, str]]] = []
    for line in lines[:HEADINGS_WITHIN]:
        found = _meanings(line, remembered or {})
        if len(found) >= FEWEST:
            named.append((line, found))
        elif named:
            break
    if not named:
        return Matching(first=lines[0].number if lines else 1)
    most = max(len(found) for _line, found in named)
    # A second row names the same columns in another language; one that names few is a person.
    rows = [(line, found) for line, found in named if len(found) * 2 >= most]
    columns: dict[int, str] = {}
    for _line, found in rows:
        for place, code in found.items():
            if place not in columns and code not in columns.values():
                columns[place] = code
    return Matching(
        first=rows[-1][0].number + 1,
        heading_rows=tuple(line.number for line, _found in rows),
        columns=_settled(columns),
    )


def heading_of(lines: Sequence[Line], matching: Matching, place: int) -> str:
    """What stands above a column, in the first language that it is named in."""
    for line in lines:
        if line.number in matching.heading_rows and (cell := line.at(place)):
            return str(cell)[:LONGEST_HEADING]
    return ""


def letter(place: int) -> str:
    """How a spreadsheet program calls a column: A to Z, then AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def with_columns(matching: Matching, columns: Mapping[int, str]) -> Matching:
    """The same sheet with columns that somebody chose."""
    return replace(matching, columns={place: code for place, code in columns.items() if code})


def _meanings(line: Line, remembered: Mapping[str, str]) -> dict[int, str]:
    """The columns that a row names, each once; what is named word by word comes first."""
    said = {place: fold(_words(cell)) for place, cell in enumerate(line.cells) if _words(cell)}
    found: dict[int, str] = {}
    for means in (lambda words: remembered.get(words), _exactly, _within):
        for place, words in said.items():
            code = None if place in found else means(words)
            if code == "" or (code and code not in found.values()):
                found[place] = code
    return {place: code for place, code in found.items() if code}


def _exactly(words: str) -> str | None:
    return NAME if words in short_names() else headings().get(words)


def _within(words: str) -> str | None:
    """The longest heading that is known and stands within a longer one, as whole words."""
    inside = f" {words} "
    known = [one for one in headings() if len(one) > 2 and f" {one} " in inside]
    return headings()[max(known, key=len)] if known else None


def _settled(columns: dict[int, str]) -> dict[int, str]:
    """Say what "name" means: the given name beside a father's, otherwise all of it."""
    codes = set(columns.values())
    parts = {"father", "grandfather", "family"}
    means = "given" if parts & codes or "full_name" in codes else "full_name"
    settled = {place: means if code == NAME else code for place, code in columns.items()}
    # Two columns for one thing: the first of them is read.
    return {
        place: code
        for place, code in settled.items()
        if all(other >= place for other, same in settled.items() if same == code)
    }


def _words(cell: Cell) -> str:
    return cell if isinstance(cell, str) and len(cell) <= LONGEST_HEADING else ""
