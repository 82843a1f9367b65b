"""python -m bench.roster: the roster page and the saving of a class, beside their floors.

Loads a million marks into a database of its own, then asks our application and a bare one in
turns. What counts are the ratios: both run on the same server, tables and machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from bench.database import use_own_database
from bench.load import Size, key, load

CLASS = 25
AIM_PAGE, AIM_SAVE, AIM_MEGABYTES, AIM_QUERIES = 1.5, 2.3, 90, 7
DEVICE = str(key(8, 1))
OTHER_MARK = {"present": "absent", "absent": "present"}


def main(argv: Sequence[str] | None = None) -> int:
    """Load, measure, print; exit 1 when an aim was missed."""
    options = _options(argv)
    size = Size(options.cohorts, CLASS, options.sessions)
    is_new = use_own_database(f"cohesion_bench_{options.cohorts}", fresh=options.fresh)
    _prepare(size, is_new)

    from bench.server import Server

    ours = Server("ours", "cohesion.wsgi", "accounts.backends.GrantBackend")
    floor = Server("floor", "bench.floor.wsgi", "django.contrib.auth.backends.ModelBackend")
    with ours, floor:
        pages = _sessions(size, options.rounds)
        page = _in_turns(
            lambda turn: _page(ours, pages[turn]),
            lambda turn: _page(floor, pages[turn]),
            options.rounds,
        )
        # Marks without a log would break the log of ours: every floor writes beside it.
        saves = [session & ~1 for session in _sessions(size, options.rounds)]
        save = _in_turns(
            lambda turn: _save(ours, _our_batch(size, saves[turn], turn)),
            lambda turn: _save(floor, _floor_batch(size, saves[turn] + 1, turn)),
            options.rounds,
        )
        memory = ours.resident_megabytes(), floor.resident_megabytes()
    raw = [_raw_upsert(size, session + 1, turn) for turn, session in enumerate(saves)]
    queries = _queries(size)
    print(f"{size.marks:,} marks; {_durability()}; {options.rounds} rounds of each, medians")
    kept = [
        _say("roster page", page, AIM_PAGE),
        _say("save of 25", save, AIM_SAVE),
        _say_one("queries of the page", queries[0], 8),
        _say_one("queries of a save", queries[1], AIM_QUERIES),
        _say_one("resident memory, MB", round(memory[0], 1), AIM_MEGABYTES),
    ]
    print(f"  resident memory of the floor, MB: {memory[1]:.1f}")
    print(f"  raw upsert of 25, in process: {statistics.median(raw):.2f} ms")
    _say_bytes(size, saves[0])
    return 0 if all(kept) else 1


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.roster", description=__doc__)
    parser.add_argument("--cohorts", type=int, default=1000)
    parser.add_argument("--sessions", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--fresh", action="store_true", help="load again what is there already")
    return parser.parse_args(argv)


def _prepare(size: Size, is_new: bool) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from core.crypto import make_keys_if_missing

    make_keys_if_missing()
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    if is_new:
        begun = time.perf_counter()
        load(size)
        print(f"loaded in {time.perf_counter() - begun:.0f} s")


def _sessions(size: Size, count: int) -> list[int]:
    """Sessions of all cohorts, by chance but the same in every run."""
    return random.Random(7).choices(range(size.cohorts * size.sessions), k=count)


def _in_turns(
    first: Callable[[int], float], second: Callable[[int], float], rounds: int
) -> tuple[list[float], list[float]]:
    """Call both in turns, each going first every other time, so that noise meets both alike."""
    for turn in range(min(10, rounds)):
        first(turn), second(turn)
    took: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds):
        for place in (0, 1) if turn % 2 else (1, 0):
            took[place].append((first, second)[place](turn))
    return took


def _page(server, session: int) -> float:
    status, body, took = server.ask("GET", f"/sessions/{key(4, session)}/")
    assert status == 200, (server.name, status)
    assert _plain(body).count(b'<fieldset class="person"') == CLASS, server.name
    return took


def _save(server, body: bytes) -> float:
    status, answer, took = server.ask("POST", "/attendance/sync/", body)
    assert status == 200, (server.name, status, answer)
    if server.name == "ours":
        outcomes = [result["outcome"] for result in json.loads(_plain(answer))["results"]]
        assert outcomes.count("applied") >= CLASS - 2, outcomes
    return took


_said = int(time.time()) * 1000


def _our_batch(size: Size, session: int, turn: int) -> bytes:
    """25 taps that change every mark: new ids, later turns, a version that nobody has passed."""
    global _said
    events = []
    for woman in _women(size, session):
        _said += 1
        events.append(
            {
                "id": str(key(6, _said)),
                "session": str(key(4, session)),
                "enrolment": str(key(3, woman)),
                "mark": "late",
                # A prime, so that a class met again gets other minutes.
                "minutes_late": 1 + _said % 701,
                "how": "tapped",
                "base_version": 1_000_000,
                "seq": _said,
                "client_time": "2026-01-01T09:00:00+03:00",
            }
        )
    return json.dumps({"device": DEVICE, "events": events}, separators=(",", ":")).encode()


def _floor_batch(size: Size, session: int, turn: int) -> bytes:
    events = [
        {
            "session": str(key(4, session)),
            "enrolment": str(key(3, woman)),
            "mark": "excused" if turn % 2 else "present",
            "how": "bulk",
            "base_version": turn,
            "winner": str(key(5, 1 + (session * CLASS + place) % size.marks)),
        }
        for place, woman in enumerate(_women(size, session))
    ]
    return json.dumps({"events": events}, separators=(",", ":")).encode()


def _women(size: Size, session: int) -> range:
    cohort = session // size.sessions
    return range(cohort * CLASS, (cohort + 1) * CLASS)


def _raw_upsert(size: Size, session: int, turn: int) -> float:
    """The upsert of 25 rows alone, in one statement and one transaction."""
    from django.db import connection

    rows = [(key(3, woman), "present" if turn % 2 else "late") for woman in _women(size, session)]
    with connection.cursor() as cursor:
        begun = time.perf_counter()
        cursor.execute(
            "INSERT INTO trainings_attendance (session_id, enrolment_id, cohort_id, "
            "project_site_id, mark, reasons, note, how, version, winner_id) "
            "SELECT a.session_id, a.enrolment_id, a.cohort_id, a.project_site_id, new.mark, '{}', "
            "'', 'tapped', a.version + 1, a.winner_id "
            "FROM unnest(%s::uuid[], %s::text[]) new (enrolment, mark) "
            "JOIN trainings_attendance a ON a.session_id = %s AND a.enrolment_id = new.enrolment "
            "ON CONFLICT (session_id, enrolment_id) DO UPDATE SET mark = excluded.mark, "
            "minutes_late = NULL, reasons = '{}', version = excluded.version",
            [*map(list, zip(*rows, strict=True)), key(4, session)],
        )
        return (time.perf_counter() - begun) * 1000


def _queries(size: Size) -> tuple[int, int]:
    """Queries of our page and of our save, counted in process."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    client = Client()
    client.force_login(User.objects.get(username="bench"))
    address = f"/sessions/{key(4, 0)}/"
    client.get(address)
    counts = []
    for ask in (
        lambda: client.get(address),
        lambda: client.post(
            "/attendance/sync/", _our_batch(size, 0, 0), content_type="application/json"
        ),
    ):
        with CaptureQueriesContext(connection) as queries:
            assert ask().status_code == 200
        counts.append(sum(query["sql"] not in {"BEGIN", "COMMIT"} for query in queries))
    return counts[0], counts[1]


def _durability() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
        fsync, commit = cursor.fetchone()
    return f"fsync {fsync}, synchronous_commit {commit}"


def _say(what: str, took: tuple[list[float], list[float]], aim: float) -> bool:
    ours, floor = (statistics.median(times) for times in took)
    kept = ours / floor <= aim
    print(
        f"  {what}: {ours:.2f} ms, floor {floor:.2f} ms: {ours / floor:.2f} × the floor "
        f"(aim ≤ {aim}) {'✓' if kept else '✗'}"
    )
    return kept


def _say_one(what: str, number: float, aim: float) -> bool:
    kept = number <= aim
    print(f"  {what}: {number} (aim ≤ {aim}) {'✓' if kept else '✗'}")
    return kept


def _say_bytes(size: Size, session: int) -> None:
    from django.test import Client

    from accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username="bench"))
    page = client.get(f"/sessions/{key(4, session)}/").content
    batch = _our_batch(size, session, 1)
    answer = client.post(
        "/attendance/sync/",
        batch,
        content_type="application/json",
        headers={"Accept-Encoding": "gzip"},
    ).content
    print(
        f"  bytes: page {len(page)}, compressed {len(gzip.compress(page))}; "
        f"25 marks up {len(batch)}, down {len(answer)} compressed"
    )


def _plain(body: bytes) -> bytes:
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


if __name__ == "__main__":
    sys.exit(main())
