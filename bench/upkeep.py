"""What it costs a save of 25 that counts are kept: of its database time, and with many at once.

Sessions are taken by chance from all of them, other ones with and without counts: whoever comes
second to a session finds its pages read, written and roomy, and its absences looked at already.
Every save changes what is counted.
"""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import chain

from bench.load import Size
from bench.marking import batch_of_taps

AIM = 25
SAVERS = 8
BLOCK, WARM = 12, 2
"""Saves in a row with or without counts; after each change the server plans anew."""
MARKS = ("late", "excused", "present")
TRIGGERS = ("trainings_attendance", "trainings_session")


def upkeep(size: Size, rounds: int) -> bool:
    """Say what counting costs of the database time of a save; whether that is within the aim."""
    save = _saver(size)
    sessions = iter(random.Random(11).sample(range(size.cohorts * size.sessions), k=3 * rounds))
    took: dict[bool, list[float]] = {True: [], False: []}
    for _warm in range(20):
        save(next(sessions))
    # With, without, without, with: what only drifts touches both alike.
    for with_counts in chain.from_iterable([(True, False, False, True)] * (rounds // 2 // BLOCK)):
        with nullcontext() if with_counts else _without_counts():
            block = [save(next(sessions)) for _turn in range(BLOCK)]
        took[with_counts] += block[WARM:]
    _mend()
    with_, without = (statistics.median(took[kind]) for kind in (True, False))
    share = round(100 * (with_ - without) / with_, 1)
    kept = share <= AIM
    print(
        f"  database time of a save of 25: {with_:.2f} ms, without counts {without:.2f} ms: "
        f"upkeep is {share} % of it (aim ≤ {AIM}) {'✓' if kept else '✗'}"
    )
    return kept


def savers(size: Size, rounds: int) -> None:
    """Eight savers at one place in one week, with and without upkeep."""
    from django.db import connection

    def run(times: int) -> float:
        connection.close()  # the pool has one for each saver
        begun = time.perf_counter()
        threads = [
            threading.Thread(target=_save_on_its_own, args=(size, saver, times))
            for saver in range(SAVERS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return SAVERS * times / (time.perf_counter() - begun)

    run(rounds // 4)
    took: dict[bool, list[float]] = {True: [], False: []}
    for with_counts in (True, False, False, True):
        with nullcontext() if with_counts else _without_counts():
            took[with_counts].append(run(rounds // 2))
    _mend()
    with_, without = (statistics.mean(took[kind]) for kind in (True, False))
    print(
        f"  {SAVERS} savers at one place in one week: {with_:.0f} saves a second, "
        f"{without:.0f} without counts ({with_ / without:.2f} ×)"
    )


def _saver(size: Size):
    """A save through the application, which answers its milliseconds in the database."""
    from django.conf import settings
    from django.test import Client

    from accounts.models import User

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    client = Client()
    client.force_login(User.objects.get(username="bench"))

    def save(session: int) -> float:
        body = batch_of_taps(size, session, MARKS)
        with _database_time() as total:
            answer = client.post("/attendance/sync/", body, content_type="application/json")
        assert answer.status_code == 200
        return total[0]

    return save


@contextmanager
def _database_time() -> Iterator[list[float]]:
    """Milliseconds of all statements and of the commit, added up in a list of one."""
    from django.db import connection

    total = [0.0]

    def measure(ask, *args):
        begun = time.perf_counter()
        try:
            return ask(*args)
        finally:
            total[0] += (time.perf_counter() - begun) * 1000

    commit = connection.commit
    connection.commit = lambda: measure(commit)
    try:
        with connection.execute_wrapper(measure):
            yield total
    finally:
        del connection.commit


@contextmanager
def _without_counts() -> Iterator[None]:
    from django.db import connection

    names = [(table, kind) for table in TRIGGERS for kind in ("insert", "update", "delete")]
    try:
        with connection.cursor() as cursor:
            for table, kind in names:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER count_{kind}")
        yield
    finally:
        with connection.cursor() as cursor:
            for table, kind in names:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER count_{kind}")


def _mend() -> None:
    """Saves without upkeep left counts behind: make them anew."""
    from dashboards.services.rollups import rebuild_counts

    rebuild_counts()


def _save_on_its_own(size: Size, saver: int, rounds: int) -> None:
    from django.db import connection
    from django.test import Client

    from accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username="bench"))
    for turn in range(rounds):
        # Cohorts of the first place, the same days: all of them meet in the same rows.
        session = (saver * 5 + turn % 5) * size.sessions + turn % 3
        with _LOCK:
            body = batch_of_taps(size, session, MARKS)
        answer = client.post("/attendance/sync/", body, content_type="application/json")
        assert answer.status_code == 200
    connection.close()


_LOCK = threading.Lock()
