"""python -m bench.scope: what row security and the record cost, each with and without.

On the marks of `bench.roster`: three workers of the product, one that tells the database nothing
and works past the policies, one with the net, one with the net and the record. The triggers of
the record are switched off and on by turns. What counts are the ratios of one run.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from bench.database import use_own_database
from bench.load import COHORTS_PER_PLACE, Size, key
from bench.marking import (
    CLASS,
    batch_of_taps,
    durability,
    open_roster,
    prepare,
    save_class,
    sessions_by_chance,
)
from bench.server import Server

GRANTS = "accounts.backends.GrantBackend"
AIM_SAVE_SCOPE, AIM_SAVE_RECORD, AIM_PAGE = 1.30, 1.10, 1.10
AIM_AGGREGATE = 1.34
"""What a trial of such tables took; no page counts so much at once."""

MARKS, PEOPLE = 60_000, 1_000
IN_A_BLOCK = 12
Ask = Callable[[Server, int], float]


@dataclass
class Took:
    """Milliseconds with neither, with the net alone, and with the net and the record."""

    neither: list[float] = field(default_factory=list)
    scope: list[float] = field(default_factory=list)
    both: list[float] = field(default_factory=list)

    def ratio(self, with_it: list[float], without: list[float]) -> float:
        """The median of the ratios of each block: what else the machine does meets both alike."""
        blocks = [slice(at, at + IN_A_BLOCK) for at in range(0, len(with_it), IN_A_BLOCK)]
        medians = statistics.median
        return medians(medians(with_it[block]) / medians(without[block]) for block in blocks)


def main(argv: Sequence[str] | None = None) -> int:
    """Load, measure, print; exit 1 when an aim was missed."""
    options = _options(argv)
    size = Size(options.cohorts, CLASS, options.sessions)
    is_new = use_own_database(f"cohesion_bench_{options.cohorts}", fresh=options.fresh)
    prepare(size, is_new)
    _one_place_alone()
    # Of two sessions one belongs to the floor of `bench.roster`, which writes past the log.
    place = Size(COHORTS_PER_PLACE, CLASS, options.sessions)
    some = [session & ~1 for session in sessions_by_chance(place, 4 * options.rounds)]
    asks: dict[str, Ask] = {
        "save of 25": lambda server, turn: save_class(server, batch_of_taps(size, some[turn])),
        "roster page": lambda server, turn: open_roster(server, some[turn]),
        "list of people": lambda server, turn: _open(server, f"/people/?page={1 + turn % 20}"),
        "page of a person": lambda server, turn: _open(
            server, f"/people/{key(2, some[turn] // options.sessions * CLASS)}/"
        ),
    }
    with _workers() as workers:
        took = {what: _measure(ask, workers, options.rounds) for what, ask in asks.items()}
    print(f"{size.marks:,} marks; {durability()}; {options.rounds} rounds of each, medians")
    kept = [
        _say(what, times, *_aims(what))
        for what, times in [*took.items(), *_in_process(options.rounds).items()]
    ]
    return 0 if all(kept) else 1


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.scope", description=__doc__)
    parser.add_argument("--cohorts", type=int, default=1000)
    parser.add_argument("--sessions", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=240)
    parser.add_argument("--fresh", action="store_true", help="load again what is there already")
    return parser.parse_args(argv)


def _one_place_alone() -> None:
    """A second officer, of the first place only; its 50 cohorts are 1,250 people."""
    from accounts.models import Grant, User
    from accounts.roles import Role
    from programmes.models import ProjectSite

    place = ProjectSite.objects.order_by("pk").first()
    if not User.objects.filter(username="bench-place").exists():
        user = User.objects.create_user("bench-place", full_name="Bench", language="ar")
        Grant.objects.create(
            user=user,
            role=Role.FIELD,
            project=place.project,
            site=place.site,
            from_on=place.project.starts_on,
        )


@contextmanager
def _workers() -> Iterator[tuple[Server, Server, Server]]:
    neither = Server("neither", "bench.without", GRANTS, "bench-place", "scope looks")
    scope = Server("scope", "bench.without", GRANTS, "bench-place", "looks")
    both = Server("both", "cohesion.wsgi", GRANTS, "bench-place")
    with neither, scope, both:
        yield neither, scope, both


def _open(server: Server, path: str) -> float:
    status, _, took = server.ask("GET", path)
    assert status == 200, (server.name, path, status)
    return took


def _measure(ask: Ask, workers: tuple[Server, Server, Server], rounds: int) -> Took:
    """Ask the workers in turns, in blocks with the triggers of the record and without."""
    took, turn = Took(), 0
    neither, scope, both = workers
    for _ in range(-(-rounds // IN_A_BLOCK)):
        with _record_off():
            # Two to warm up: connections plan anew where a table was altered.
            for place in range(-2, IN_A_BLOCK):
                for server, times in _either_first(
                    turn, (neither, took.neither), (scope, took.scope)
                ):
                    _note(times, ask(server, turn), place)
                turn += 1
        for place in range(-2, IN_A_BLOCK):
            # The other one is asked so that a worker is as warm as in the block before.
            for server, times in _either_first(turn, (neither, []), (both, took.both)):
                _note(times, ask(server, turn), place)
            turn += 1
    return took


def _either_first(turn: int, first: tuple, second: tuple) -> tuple[tuple, tuple]:
    return (first, second) if turn % 2 else (second, first)


def _note(times: list[float], took: float, place: int) -> None:
    if place >= 0:
        times.append(took)


@contextmanager
def _record_off() -> Iterator[None]:
    _all_triggers("DISABLE")
    try:
        yield
    finally:
        _all_triggers("ENABLE")


def _all_triggers(word: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(format("
            f"'ALTER TABLE %s {word} TRIGGER %I', tgrelid::regclass, tgname), '; ') "
            "FROM pg_trigger WHERE tgname LIKE 'record\\_%'"
        )
        cursor.execute(cursor.fetchone()[0])


def _in_process(rounds: int) -> dict[str, Took]:
    """Questions that no page asks whole: as the owner, and as an officer of every place."""
    from django.db.models import Count

    from accounts.models import User
    from core.scoping import as_owner, scope
    from participants.models import Participant
    from trainings.models import Attendance

    of_marks = MARKS // 1_000
    cohorts = [key(1, number) for number in range(of_marks)]
    questions = {
        f"list of {PEOPLE:,}, the question": lambda user: list(
            Participant.objects.visible_to(user).survivors()[:PEOPLE]
        ),
        f"aggregate over {MARKS:,} marks": lambda user: list(
            Attendance.objects.visible_to(user)
            .filter(cohort__in=cohorts)
            .values("mark")
            .annotate(number=Count("pk"))
        ),
    }
    user = User.objects.get(username="bench")
    took = {what: Took() for what in questions}
    for what, question in questions.items():
        for turn in range(-2, rounds // 4):
            for enter, times in _either_first(
                turn, (as_owner, took[what].neither), (lambda: scope(user), took[what].scope)
            ):
                with enter():
                    begun = time.perf_counter()
                    question(user)
                    _note(times, (time.perf_counter() - begun) * 1000, turn)
    return took


def _aims(what: str) -> tuple[float, float]:
    if what == "save of 25":
        return AIM_SAVE_SCOPE, AIM_SAVE_RECORD
    aim = AIM_AGGREGATE if what.startswith("aggregate") else AIM_PAGE
    return aim, aim


def _say(what: str, took: Took, aim_of_scope: float, aim_of_record: float) -> bool:
    print(f"  {what}: {statistics.median(took.neither):.2f} ms with neither")
    kept = _say_one("the net", took, took.scope, took.neither, aim_of_scope)
    if took.both:
        kept &= _say_one("the record", took, took.both, took.scope, aim_of_record)
    return kept


def _say_one(what: str, took: Took, with_it: list[float], without: list[float], aim: float) -> bool:
    ratio = took.ratio(with_it, without)
    kept = ratio <= aim
    print(
        f"    with {what} {statistics.median(with_it):.2f} ms: {ratio - 1:+.0%} "
        f"(aim ≤ {aim - 1:+.0%}) {'✓' if kept else '✗'}"
    )
    return kept


if __name__ == "__main__":
    sys.exit(main())
