"""A file that somebody sent becomes rows of cells, or a sentence that says why not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.sheets.child import MOST_ROWS

MOST_BYTES = 5 * 1024 * 1024
PATIENCE = 10.0
"""The reader has two seconds of work; so long a busy machine may take for them."""
WAIT_FOR_OTHERS = 1.5
CHILD = Path(__file__).with_name("child.py")
INHERITED = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")

Cell = str | int | date | None

# Each process reads one file at a time, so that many at once take neither memory nor patience.
_turn = BoundedSemaphore(1)

SENTENCES: dict[str, str | Promise] = {
    "unreadable": gettext_lazy(
        "This file cannot be read as a spreadsheet. Save it as .xlsx or .csv and send it again."
    ),
    "password": gettext_lazy("This file has a password. Save it without one and send it again."),
    "empty": gettext_lazy("There is nothing in this file."),
    "large": gettext_lazy(
        "This file unpacks into too much: often a whole sheet that is formatted but empty. Copy "
        "the filled rows into a new file and send that."
    ),
    "text": gettext_lazy("There is too much text in this file. Keep only the list of people."),
}


class UnreadableFile(Exception):
    """The file is not read at all; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet that says something: its number there, and its cells from the first on."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell:
        """A cell by its place, counted from 0; nothing beyond the last one."""
        return self.cells[column] if column < len(self.cells) else None


def read_lines(data: bytes) -> list[Line]:
    """The rows of an .xlsx, .xls, .ods or .csv file that say something.

    Raises UnreadableFile. The file is measured first and read by another process, which may use
    neither much memory nor much time; this one only sees its answer.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableFile(_("The file is larger than 5 MB."))
    if not data:
        raise UnreadableFile(str(SENTENCES["empty"]))
    answer = _ask_child(data)
    if "refused" in answer:
        raise UnreadableFile(_sentence(answer["refused"]))
    return lines_of(answer["rows"])


def without(lines: Sequence[Line], places: Collection[int]) -> list[Line]:
    """The same rows with nothing in some columns."""
    return [
        Line(
            line.number,
            tuple(None if at in places else cell for at, cell in enumerate(line.cells)),
        )
        for line in lines
    ]


def lines_of(rows: list[Any]) -> list[Line]:
    """Rows as JSON holds them."""
    return [Line(number, tuple(map(cell_of, cells))) for number, cells in rows]


def cell_of(told: Any) -> Cell:
    """A cell as JSON holds it; see `child.told`."""
    cell: Cell = date.fromisoformat(told["day"]) if isinstance(told, dict) else told
    return cell


def told_of(cell: Cell) -> Any:
    """The way back."""
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def _ask_child(data: bytes) -> dict[str, Any]:
    if not _turn.acquire(timeout=WAIT_FOR_OTHERS):
        raise UnreadableFile(
            _("Another file is being read at this moment. Nothing is lost: send it once more.")
        )
    try:
        done = subprocess.run(  # noqa: S603
            # Isolated, so that neither this folder nor the environment changes what it imports.
            [sys.executable, "-I", str(CHILD)],
            input=data,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            env={name: os.environ[name] for name in INHERITED if name in os.environ},
        )
        answer: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        answer = {}
    finally:
        _turn.release()
    # It was killed by its limits, whatever the file was.
    return answer or {"refused": "large"}


def _sentence(why: str) -> str:
    if why == "rows":
        return _("The file has more than %(most)d rows. Send it in parts.") % {"most": MOST_ROWS}
    return str(SENTENCES.get(why, SENTENCES["unreadable"]))
