"""python -m bench.roster: the roster page and the saving of a class, beside their floors.

Loads a million marks into a database of its own, then asks our application and a bare one in
turns. What counts are the ratios: both run on the same server, tables and machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from bench.database import use_own_database
from bench.load import Size, key
from bench.marking import (
    CLASS,
    batch_of_taps,
    durability,
    open_roster,
    prepare,
    save_class,
    sessions_by_chance,
    women_of,
)
from bench.server import Server

AIM_PAGE, AIM_SAVE, AIM_MEGABYTES, AIM_QUERIES = 1.5, 2.3, 90, 7
OF_THE_TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")


def main(argv: Sequence[str] | None = None) -> int:
    """Load, measure, print; exit 1 when an aim was missed."""
    options = _options(argv)
    size = Size(options.cohorts, CLASS, options.sessions)
    is_new = use_own_database(f"cohesion_bench_{options.cohorts}", fresh=options.fresh)
    prepare(size, is_new)

    ours = Server("ours", "cohesion.wsgi", "accounts.backends.GrantBackend")
    floor = Server("floor", "bench.floor.wsgi", "django.contrib.auth.backends.ModelBackend")
    with ours, floor:
        pages = sessions_by_chance(size, options.rounds)
        page = _in_turns(
            lambda turn: open_roster(ours, pages[turn]),
            lambda turn: open_roster(floor, pages[turn]),
            options.rounds,
        )
        # Marks without a log would break the log of ours: every floor writes beside it.
        saves = [session & ~1 for session in sessions_by_chance(size, options.rounds)]
        save = _in_turns(
            lambda turn: save_class(ours, batch_of_taps(size, saves[turn])),
            lambda turn: save_class(floor, _floor_batch(size, saves[turn] + 1, turn)),
            options.rounds,
        )
        memory = ours.resident_megabytes(), floor.resident_megabytes()
    raw = [_raw_upsert(size, session + 1, turn) for turn, session in enumerate(saves)]
    queries = _queries(size)
    print(f"{size.marks:,} marks; {durability()}; {options.rounds} rounds of each, medians")
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
        for place, woman in enumerate(women_of(size, session))
    ]
    return json.dumps({"events": events}, separators=(",", ":")).encode()


def _raw_upsert(size: Size, session: int, turn: int) -> float:
    """The upsert of 25 rows alone, in one statement and one transaction."""
    from django.db import connection

    rows = [(key(3, woman), "present" if turn % 2 else "late") for woman in women_of(size, session)]
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
            "/attendance/sync/", batch_of_taps(size, 0), content_type="application/json"
        ),
    ):
        with CaptureQueriesContext(connection) as queries:
            assert ask().status_code == 200
        counts.append(sum(not query["sql"].startswith(OF_THE_TRANSACTION) for query in queries))
    return counts[0], counts[1]


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
    batch = batch_of_taps(size, session)
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


if __name__ == "__main__":
    sys.exit(main())
