"""Lists that go out: a template with lists to choose from, people to correct, and errors shown.

Only XlsxWriter is used here; whatever a list said before it was written, no cell runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from core.cells import could_run, seen_text
from core.exports.xlsx_file import page_foot
from participants.sheets.cells import CHOICES, PLACES, YES_OR_NO, choices_of
from participants.sheets.columns import IDENTITY, LABELS
from participants.sheets.matching import Matching, letter
from participants.sheets.people import Wrong
from participants.sheets.reading import Cell, Line

LEFT_OUT = frozenset({"full_name", "age"})
"""Columns that offices have; a template asks for the parts of a name, and for one birth."""

OF_IDENTITY = IDENTITY | {"identity_consent"}
OF_WHO_IS_NEW = OF_IDENTITY | {"children", "consent"}
"""What a list can say of a new woman alone."""

WIDE = {"id": 8, "address": 30, "latin_name": 26, "area": 22, "origin": 22}
LAST_ROW = 2000
LISTS = "lists"


@dataclass(frozen=True, slots=True)
class Offered:
    """Answers to choose from that the database keeps, in the language of the page."""

    districts: Sequence[str] = ()
    ethnicity: Sequence[str] = ()
    belief: Sequence[str] = ()


def template_columns(*, with_identity: bool) -> list[str]:
    """The columns of a template; those on identity only where a site asks."""
    left_out = LEFT_OUT if with_identity else LEFT_OUT | OF_IDENTITY
    return [code for code in LABELS if code not in left_out]


def people_columns() -> list[str]:
    """The columns of a list of people who are known: never what they told of their community."""
    return [code for code in LABELS if code not in LEFT_OUT | OF_WHO_IS_NEW]


def write_list(
    file: IO[bytes],
    columns: Sequence[str],
    rows: Iterable[Mapping[str, str]],
    offered: Offered,
    *,
    title: str,
    stamp: Sequence[str] = (),
) -> None:
    """Write a list that can be filled in and read again: the id is locked, answers are offered.

    Each row goes from codes to texts, as `cells.cell_text` makes them. `stamp` says who took it,
    at the foot of each page and not among the rows, which are read again.
    """
    book = _book(file)
    looks = {
        "head": book.add_format({"bold": True, "bg_color": "#e4efed", "bottom": 1, "locked": True}),
        "open": book.add_format({"locked": False, "num_format": "@"}),
        "id": book.add_format({"font_color": "#5b6472", "locked": True, "shrink": True}),
    }
    sheet = _sheet(book, title)
    for at, code in enumerate(columns):
        look = looks["id" if code == "id" else "open"]
        sheet.set_column(at, at, WIDE.get(code, 16), look)
        sheet.write_string(0, at, str(LABELS[code]), looks["head"])
        _say(sheet, 0, at, _hint(code))
    for number, row in enumerate(rows, 1):
        for at, code in enumerate(columns):
            look = looks["id" if code == "id" else "open"]
            sheet.write_string(number, at, seen_text(row.get(code, "")), look)
    sheet.freeze_panes(1, 2)
    if stamp:
        sheet.set_footer(page_foot(stamp))
    _offer(book, sheet, columns, offered)
    free = ("format_cells", "format_columns", "format_rows", "insert_rows", "sort", "autofilter")
    # Without a password: it keeps the id from being typed over, and nobody from anything else.
    sheet.protect("", dict.fromkeys(free, True))
    sheet.activate()
    book.close()


def write_errors(
    file: IO[bytes],
    lines: Sequence[Line],
    matching: Matching,
    wrong: Mapping[int, Sequence[Wrong]],
    *,
    title: str,
) -> None:
    """Write a list as it was sent, with a comment at each cell that has to be put right."""
    book = _book(file)
    looks = {
        "": None,
        "guarded": _guarded(book.add_format()),
        "day": book.add_format({"num_format": "dd/mm/yyyy"}),
        "wrong": _guarded(book.add_format({"bg_color": "#f9dedc", "border": 1})),
    }
    sheet = _sheet(book, title)
    sheet.set_column(0, max((len(line.cells) for line in lines), default=1), 16)
    for line in lines:
        told = _by_place(wrong.get(line.number, ()), matching)
        for at in range(max(len(line.cells), *(place + 1 for place in told), 1)):
            _write(sheet, line.number - 1, at, line.at(at), looks, is_wrong=at in told)
        for place, sentences in told.items():
            _say(sheet, line.number - 1, place, "\n".join(sentences), visible=False)
    book.close()


def _by_place(wrong: Sequence[Wrong], matching: Matching) -> dict[int, list[str]]:
    told: dict[int, list[str]] = {}
    for one in wrong:
        place = matching.place_of(one.column)
        told.setdefault(0 if place is None else place, []).append(one.message)
    return told


def _book(file: IO[bytes]) -> Any:
    from xlsxwriter import Workbook

    return Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )


def _sheet(book: Any, title: str) -> Any:
    sheet = book.add_worksheet(title)
    if get_language_bidi():
        sheet.right_to_left()
    return sheet


def _guarded(look: Any) -> Any:
    """A text that stays a text when somebody edits its cell."""
    look.set_quote_prefix()
    return look


def _write(
    sheet: Any, row: int, at: int, cell: Cell, looks: Mapping[str, Any], *, is_wrong: bool
) -> None:
    if isinstance(cell, date) and not is_wrong:
        sheet.write_datetime(row, at, cell, looks["day"])
    elif isinstance(cell, int) and not is_wrong:
        sheet.write_number(row, at, cell)
    elif cell is not None:
        text = f"{cell:%d/%m/%Y}" if isinstance(cell, date) else seen_text(cell)
        look = "wrong" if is_wrong else "guarded" if could_run(text) else ""
        sheet.write_string(row, at, text, looks[look])
    elif is_wrong:
        sheet.write_blank(row, at, None, looks["wrong"])


def _say(sheet: Any, row: int, at: int, text: str, *, visible: bool = False) -> None:
    if text:
        size = {"x_scale": 1.6, "y_scale": 1 + text.count("\n") * 0.5 + len(text) / 120}
        sheet.write_comment(row, at, text, {"author": _("Cohesion"), "visible": visible, **size})


def _hint(code: str) -> str:
    """What to write in a column."""
    return {
        "id": _("Leave this as it is: it says whose row it is. Empty for somebody new."),
        "given": _("The only name that is needed."),
        "born_on": _("A day (17/4/1968), a month (4/1968), a year (1968), or about when (~1968)."),
        "phone": _("Empty leaves a number as it is. 0770 123 4567, or + and the country code."),
        "consent": _("She agrees to take part and that her data is kept, nothing else."),
        "identity_consent": _("Without yes here her ethnicity and belief are not read at all."),
        "children": _("How many children she will bring. It becomes a note to ask her."),
    }.get(code, "")


def _offer(book: Any, sheet: Any, columns: Sequence[str], offered: Offered) -> None:
    """Offer answers below each heading that has some; they stand on a sheet of their own."""
    lists = book.add_worksheet(LISTS)
    lists.hide()
    for at, code in enumerate(columns):
        answers = _answers(code, offered)
        if not answers:
            continue
        for number, answer in enumerate(answers):
            lists.write_string(number, at, answer)
        letters = letter(at)
        sheet.data_validation(
            1,
            at,
            LAST_ROW,
            at,
            {
                "validate": "list",
                "source": f"={LISTS}!${letters}$1:${letters}${len(answers)}",
                # Offered and not enforced: what is written otherwise is told at the preview.
                "error_type": "warning",
                "error_title": str(LABELS[code])[:32],
                "error_message": _("This is not on the list of answers."),
            },
        )


def _answers(code: str, offered: Offered) -> Sequence[str]:
    if code in PLACES:
        return offered.districts
    if code in IDENTITY:
        found: Sequence[str] = getattr(offered, code)
        return found
    return choices_of(code) if code in CHOICES or code in YES_OR_NO else ()
