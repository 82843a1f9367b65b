"""Statements that a request makes on a real server.

A test runs inside a transaction of its own: there a request is a savepoint, and its scope is set
once more when it ends. Neither happens outside of tests, so neither is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

OF_THE_TRANSACTION = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT")
OF_THE_SCOPE = "SELECT set_config('role'"


def statements(queries: CaptureQueriesContext) -> list[str]:
    """Those that count; of a scope that was entered and left, the entering."""
    found = []
    left_to_leave = 0
    for query in queries.captured_queries:
        sql = query["sql"]
        if sql.startswith(OF_THE_TRANSACTION):
            continue
        if sql.startswith(OF_THE_SCOPE) and left_to_leave:
            left_to_leave -= 1
            continue
        left_to_leave += sql.startswith(OF_THE_SCOPE)
        found.append(sql)
    return found


@contextmanager
def exactly(number: int, **_options: object) -> Iterator[CaptureQueriesContext]:
    """Assert how many there are."""
    with CaptureQueriesContext(connection) as queries:
        yield queries
    assert len(statements(queries)) == number, "\n".join(sql[:80] for sql in statements(queries))


@contextmanager
def at_most(number: int, **_options: object) -> Iterator[CaptureQueriesContext]:
    """Assert that there are no more."""
    with CaptureQueriesContext(connection) as queries:
        yield queries
    assert len(statements(queries)) <= number, "\n".join(sql[:80] for sql in statements(queries))
