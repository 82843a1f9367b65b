"""A slice that no count covers, beside the same statement on a narrow index made for it.

The index holds all that the statement reads of a mark, so the marks themselves need not be opened.
It is made and dropped here; between two halves without it, so that what drifts touches both.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

AIM = 1.3
INDEX = """CREATE INDEX bench_slice ON trainings_attendance (session_id, enrolment_id)
INCLUDE (mark, minutes_late, left_early_minutes)"""


def slice_of_marks(places: list[int], quarter, rounds: int) -> bool:
    """Attendance of one place in a quarter by woman and status; whether that is within the aim."""
    from dashboards.indicators.units import Period
    from dashboards.queries.marks import commitment_rate

    period = Period(places[:1], quarter.first, quarter.last)

    def ask() -> object:
        return commitment_rate(period)

    _vacuum()
    ask()
    ours = _timed(ask, rounds)
    with _index():
        found = ask()
        floor = _timed(ask, 2 * rounds)
    assert ask() == found
    ours += _timed(ask, rounds)
    with_, without = statistics.median(floor), statistics.median(ours)
    kept = without / with_ <= AIM
    print(
        f"  a slice that no count covers, one site by woman: {without:.0f} ms, on an index of its "
        f"own {with_:.0f} ms: {without / with_:.2f} × (aim ≤ {AIM}) {'✓' if kept else '✗'}"
    )
    return kept


def _timed(ask: Callable[[], object], rounds: int) -> list[float]:
    took = []
    for _turn in range(rounds):
        begun = time.perf_counter()
        ask()
        took.append((time.perf_counter() - begun) * 1000)
    return took


@contextmanager
def _index() -> Iterator[None]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(INDEX)
    try:
        _vacuum()
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX bench_slice")


def _vacuum() -> None:
    """What was saved before leaves dead rows, and pages that an index alone cannot answer for."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE trainings_attendance")
