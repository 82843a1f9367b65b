"""CSV that the database writes itself: the same cells, and no formula either."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.cells import plain_cell, safe_cell
from core.exports.copied import AT_ONCE, copied_lines, disarmed, in_pieces, streamed_rows

pytestmark = pytest.mark.django_db

STATEMENT = f"SELECT {disarmed('told')} FROM unnest(%(texts)s::text[]) told"
HOSTILE = ["=1+1", " =1", "'=1", "''@x", "+9647701234567", "-1", "|x", "%x", "＝1", "a\nb", "\t1"]
TEXTS = st.lists(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
    | st.sampled_from(HOSTILE),
    max_size=20,
)


def told(statement, values):
    data = b"".join(copied_lines(statement, values)).decode()
    return [line[0] if line else "" for line in csv.reader(io.StringIO(data, newline=""))]


@given(TEXTS)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_database_disarms_what_python_disarms(texts):
    assert told(STATEMENT, {"texts": texts}) == [safe_cell(text) for text in texts]


def test_every_hostile_text_can_be_read_back():
    assert [plain_cell(one) for one in told(STATEMENT, {"texts": HOSTILE})] == HOSTILE


def test_a_value_is_never_part_of_the_statement():
    assert told(STATEMENT, {"texts": ["'); DROP TABLE x; --"]}) == ["'); DROP TABLE x; --"]


def test_lines_leave_in_pieces():
    pieces = list(in_pieces(b"x" * 1000 + b"\n" for _ in range(200)))

    assert [len(piece) >= AT_ONCE for piece in pieces] == [True] * (len(pieces) - 1) + [False]
    assert sum(map(len, pieces)) == 200 * 1001


def test_rows_come_with_their_types_from_a_cursor_of_the_server():
    rows = streamed_rows("SELECT n, n::text FROM generate_series(1, %(last)s) n", {"last": 5000})

    assert next(rows) == (1, "1")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors")
        assert cursor.fetchone() == (1,)
    assert sum(1 for _ in rows) == 4999
