"""Files as answers to a request."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, TYPE_CHECKING, TypeVar
from urllib.parse import quote

from django.http import FileResponse, StreamingHttpResponse
from django.utils.translation import get_language_bidi, override

from core.exports.columns import Column, Row
from core.exports.csv_file import csv_chunks
from core.exports.xlsx_file import write_xlsx
from core.scoping import scope

if TYPE_CHECKING:
    from core.scope import Scoped

Answer = TypeVar("Answer", StreamingHttpResponse, FileResponse)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_IN_A_FILE_NAME = re.compile(r"[^\w\-. ]+")


def csv_answer(
    name: str,
    columns: Sequence[Column[Row]],
    rows: Callable[[], Iterable[Row]],
    *,
    user: Scoped,
    language: str,
) -> StreamingHttpResponse:
    """Stream a CSV; its rows are asked for while it leaves, in the scope of whoever asked."""

    def stream() -> Iterator[bytes]:
        # The transaction of the request is over by now.
        with scope(user), override(language):
            yield from csv_chunks(columns, rows())

    answer = StreamingHttpResponse(stream(), content_type="text/csv; charset=utf-8")
    return _named(answer, f"{name}.csv")


def xlsx_answer(
    name: str,
    columns: Sequence[Column[Row]],
    rows: Iterable[Row],
    *,
    title: str,
    notes: Sequence[str] = (),
) -> FileResponse:
    """Write a workbook into a temporary file and send it."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it
    write_xlsx(file, columns, rows, title=title, right_to_left=get_language_bidi(), notes=notes)
    return file_answer(file, f"{name}.xlsx", XLSX)


def file_answer(file: IO[bytes], name: str, content_type: str) -> FileResponse:
    """Send a file that was written, from its beginning; the answer closes it."""
    file.seek(0)
    return _named(FileResponse(file, content_type=content_type), name)


def _named(answer: Answer, name: str) -> Answer:
    clean = _NOT_IN_A_FILE_NAME.sub("-", name)
    ascii_name = clean.encode("ascii", "ignore").decode() or "file"
    answer["Content-Disposition"] = (
        f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(clean)}"
    )
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
