"""A class of 25 as the benchmarks ask for it and save it, over HTTP."""

from __future__ import annotations

import gzip
import json
import random
import time
from collections.abc import Iterator, Sequence
from itertools import count

from bench.load import Size, key, load
from bench.server import Server

CLASS = 25
DEVICE = str(key(8, 1))
_turns: Iterator[int] = count(int(time.time()) * 1000)


def prepare(size: Size, is_new: bool) -> None:
    """Tables up to date, filled if they are new; this process works past the policies."""
    import django

    django.setup()
    from django.core.management import call_command

    from core import scoping
    from core.crypto import make_keys_if_missing

    # This process fills tables and counts; the worker that is measured works in scopes.
    scoping.by_default(scoping.Setting(scoping.LOGIN, service="bench"))
    make_keys_if_missing()
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    if is_new:
        begun = time.perf_counter()
        load(size)
        print(f"loaded in {time.perf_counter() - begun:.0f} s")


def sessions_by_chance(size: Size, count: int) -> list[int]:
    """Sessions of all cohorts, by chance but the same in every run."""
    return random.Random(7).choices(range(size.cohorts * size.sessions), k=count)


def open_roster(server: Server, session: int) -> float:
    """Milliseconds until the roster page of a session is there."""
    status, body, took = server.ask("GET", f"/sessions/{key(4, session)}/")
    assert status == 200, (server.name, status)
    assert plain(body).count(b'<fieldset class="person"') == CLASS, server.name
    return took


def save_class(server: Server, body: bytes) -> float:
    """Milliseconds until a class is saved."""
    status, answer, took = server.ask("POST", "/attendance/sync/", body)
    assert status == 200, (server.name, status, answer)
    answered = json.loads(plain(answer))
    if "results" in answered:
        outcomes = [result["outcome"] for result in answered["results"]]
        assert outcomes.count("applied") >= CLASS - 2, outcomes
    return took


def batch_of_taps(size: Size, session: int, marks: Sequence[str] = ("late",)) -> bytes:
    """25 taps that change every mark: new ids, later turns, a version that nobody has passed.

    Of several `marks` women take one after the other.
    """
    events = []
    for woman in women_of(size, session):
        turn = next(_turns)
        mark = marks[turn % len(marks)]
        events.append(
            {
                "id": str(key(6, turn)),
                "enrolment": str(key(3, woman)),
                "mark": mark,
                # A prime, so that a class met again gets other minutes.
                "minutes_late": 1 + turn % 701 if mark == "late" else None,
                "base_version": 1_000_000,
                "seq": turn,
            }
        )
    same = {
        "session": str(key(4, session)),
        "how": "tapped",
        "client_time": "2026-01-01T09:00:00+03:00",
    }
    batch = {"device": DEVICE, "same": same, "events": events}
    return json.dumps(batch, separators=(",", ":")).encode()


def women_of(size: Size, session: int) -> range:
    """The numbers of those who are enrolled in the cohort of a session."""
    cohort = session // size.sessions
    return range(cohort * CLASS, (cohort + 1) * CLASS)


def plain(body: bytes) -> bytes:
    """A body as it was before it was compressed."""
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def durability() -> str:
    """What the server promises about a commit."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
        fsync, commit = cursor.fetchone()
    return f"fsync {fsync}, synchronous_commit {commit}"
