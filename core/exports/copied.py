"""Rows straight from PostgreSQL: it writes CSV itself, and sends as fast as somebody reads.

What people wrote is disarmed by `disarmed` there, as `core.cells` does it here; codes, days and
numbers need nothing.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Any

from django.db import connection
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus

AT_ONCE = 64 * 1024
"""So many bytes leave at once."""

READ = 2_000

_COULD_RUN = r"""^''*(\s*[=+\-@\u2212\uff1d\uff0b\uff0d\uff20|%%]|[\t\r\n])"""
_CONTROL = r"[\u0001-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]"


def disarmed(text: str) -> str:
    """An SQL expression for a text that no program takes for a formula; see `core.cells`."""
    clean = f"regexp_replace({text}, '{_CONTROL}', '', 'g')"
    safe = f"CASE WHEN {clean} ~ '{_COULD_RUN}' THEN '''' ELSE '' END || {clean}"
    # Nearly every text needs neither, which one look tells.
    return f"CASE WHEN {text} ~ '{_COULD_RUN}|{_CONTROL}' THEN {safe} ELSE {text} END"


def copied_lines(sql: str, values: Mapping[str, Any]) -> Generator[bytes, None, None]:
    """The rows of a statement as lines of CSV, one by one."""
    cursor: Any
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({sql}) TO STDOUT WITH (FORMAT csv)", values) as copy,
    ):
        # Asked of libpq itself: the driver looks at the clock and the socket for every line, which
        # takes longer than all that is done with it here.
        server = copy.connection.pgconn
        length, line = server.get_copy_data(0)
        while length > 0:
            yield bytes(line)
            length, line = server.get_copy_data(0)
        result = server.get_result()
        server.get_result()
        if result.status != ExecStatus.COMMAND_OK:
            raise error_from_result(result)


def in_pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines put together, so that not every one is an answer of its own."""
    kept: list[bytes] = []
    size = 0
    for line in lines:
        kept.append(line)
        size += len(line)
        if size >= AT_ONCE:
            yield b"".join(kept)
            kept, size = [], 0
    if kept:
        yield b"".join(kept)


def streamed_rows(sql: str, values: Mapping[str, Any]) -> Generator[tuple[Any, ...], None, None]:
    """The rows of a statement with their types, by a cursor of the server; never all in memory."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while rows := cursor.fetchmany(READ):
            yield from rows
