"""A cursor for the few statements of the busiest pages, which the server plans once.

Planning the question of a roster takes the server longer than answering it, row security
included. Values are bound by the server, so each statement has to stand by itself. Within a scope
(`core.scoping`) the one plan serves whatever the values: it is for questions about a few keys.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor


class _PreparedCursor(ServerBindingCursor):
    """Prepares each statement the first time, where the connection allows it at all."""

    def execute(self, query: Any, params: Any = None, **kwargs: Any) -> Any:
        # The type of Django's cursor does not tell that it is the driver's.
        answered = super().execute(query, params, prepare=True, **kwargs)  # type: ignore[misc]
        # Django's log of statements asks for it; the driver keeps none of a prepared one.
        self._query = SimpleNamespace(query=query.encode())
        return answered


def prepared_cursor(on: Any = None) -> Any:
    """A cursor like that of Django, counted and logged like it; use it with `with`."""
    here: Any = on or connection
    here.ensure_connection()
    make: Any = _PreparedCursor
    with here.wrap_database_errors:
        cursor = make(here.connection)
    return here._prepare_cursor(cursor)
