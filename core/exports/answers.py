"""Files as answers to a request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, TypeVar
from urllib.parse import quote

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.translation import override

from core.scoping import scope

if TYPE_CHECKING:
    from core.scope import Scoped

Answer = TypeVar("Answer", StreamingHttpResponse, FileResponse, HttpResponse)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
_NOT_IN_A_FILE_NAME = re.compile(r"[^\w\-. ]+")


def csv_answer(
    name: str, pieces: Callable[[], Iterator[bytes]], *, user: Scoped, language: str
) -> StreamingHttpResponse:
    """Stream a CSV; its rows are asked for while it leaves, in the scope of whoever asked."""

    def stream() -> Iterator[bytes]:
        # The transaction of the request is over by now.
        with scope(user), override(language):
            yield from pieces()

    return streamed_answer(f"{name}.csv", stream(), CSV)


def streamed_answer(
    name: str, pieces: Iterator[bytes], content_type: str = XLSX
) -> StreamingHttpResponse:
    """Send pieces as they come."""
    return _named(StreamingHttpResponse(pieces, content_type=content_type), name)


def file_answer(file: IO[bytes], name: str, content_type: str) -> FileResponse:
    """Send a file that was written, from its beginning; the answer closes it."""
    file.seek(0)
    return _named(FileResponse(file, content_type=content_type), name)


def paper_answer(paper: bytes, name: str) -> HttpResponse:
    """Send a PDF to keep or print; it opens beside the page."""
    return _named(HttpResponse(paper, content_type="application/pdf"), name, how="inline")


def _named(answer: Answer, name: str, *, how: str = "attachment") -> Answer:
    clean = _NOT_IN_A_FILE_NAME.sub("-", name)
    ascii_name = clean.encode("ascii", "ignore").decode() or "file"
    answer["Content-Disposition"] = (
        f"{how}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(clean)}"
    )
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
