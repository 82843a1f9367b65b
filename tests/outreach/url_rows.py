"""Who may open the addresses of this room; see `tests/url_table.py`."""

from __future__ import annotations

from tests.url_row import Row

ROWS: dict[str, Row] = {}
