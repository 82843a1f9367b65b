"""python -m bench.search: people found by name, code and phone among a million.

Loads a million invented people of sixty places into a database of its own, then searches as two
officers do: one of three places, and one of all. What is timed is the whole question, `find_people`
in the scope of a request, with the people read and without the page around them; the floor of the
same run is one person read by her id, in a scope as well.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence

from bench.database import use_own_database
from bench.people import load, number_of

AIM_MEDIAN, AIM_P95 = 50, 100
OFFICERS = ("three", "all")


def main(argv: Sequence[str] | None = None) -> int:
    """Load, measure, print; exit 1 when an aim was missed."""
    options = _options(argv)
    is_new = use_own_database(f"cohesion_bench_people_{options.people}", fresh=options.fresh)
    _prepare(options.people, is_new)
    asked = {kind: list(ask(options)) for kind, ask in KINDS.items()}
    print(f"{options.people:,} people, {options.rounds} searches of each kind, milliseconds")
    kept = [_officer(name, asked, options) for name in OFFICERS]
    return 0 if all(kept) else 1


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=60, help="searches of each kind")
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


# --- What is asked ----------------------------------------------------------------------------


def _people(options: argparse.Namespace, seed: int) -> Iterator[dict[str, str]]:
    """People by chance, the same in every run; who has a common name comes up as often."""
    from bench.people import key
    from core.scoping import scope
    from participants.models import Participant

    numbers = random.Random(seed).sample(range(options.people), options.rounds)
    with scope(service="bench"):
        people = Participant.objects.in_bulk([key(number) for number in numbers])
    for number in numbers:
        person = people[key(number)]
        yield {
            "given": person.given,
            "father": person.father,
            "grandfather": person.grandfather,
            "family": person.family or person.grandfather,
            "latin": person.latin_name or f"{person.given} {person.father}",
            "code": person.code_text,
            "phone": number_of(number),
        }


def _mistyped(word: str, seed: int) -> str:
    """A word with two neighbours that changed places, or a letter too few."""
    chance = random.Random(seed)
    if len(word) < 4:
        return word
    place = chance.randrange(1, len(word) - 1)
    if chance.random() < 0.5:
        return word[:place] + word[place + 1 :]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _asked(seed: int, form: Callable[[dict[str, str]], str]) -> Callable[..., Iterator[str]]:
    return lambda options: (form(one) for one in _people(options, seed))


KINDS: dict[str, Callable[[argparse.Namespace], Iterator[str]]] = {
    "given name": _asked(1, lambda one: one["given"]),
    "father's name alone": _asked(2, lambda one: one["father"]),
    "given and father's name": _asked(3, lambda one: f"{one['given']} {one['father']}"),
    "three names": _asked(4, lambda one: f"{one['given']} {one['father']} {one['grandfather']}"),
    "family name": _asked(5, lambda one: one["family"]),
    "given and family name": _asked(6, lambda one: f"{one['given']} {one['family']}"),
    "in Latin letters": _asked(7, lambda one: " ".join(one["latin"].split()[:2])),
    "beginning of a name": _asked(8, lambda one: one["given"][:3]),
    "one typing error": _asked(
        9, lambda one: f"{_mistyped(one['given'], len(one['code']))} {one['father']}"
    ),
    "typing error, given name alone": _asked(10, lambda one: _mistyped(one["given"], 3)),
    "nobody of that name": _asked(11, lambda one: f"{one['given']} {one['family'][::-1]}"),
    "code": _asked(12, lambda one: one["code"]),
    "last four digits": _asked(13, lambda one: one["phone"][-4:]),
    "whole phone": _asked(14, lambda one: one["phone"]),
}


# --- What it took -----------------------------------------------------------------------------


def _officer(name: str, asked: dict[str, list[str]], options: argparse.Namespace) -> bool:
    from accounts.models import User
    from accounts.scopes import find_with_scope
    from core.scoping import scope
    from participants.models import Participant
    from participants.queries.people import find_people

    with scope(service="bench"):
        user = find_with_scope(User.objects.get(username=f"bench-{name}").pk)
    assert user is not None
    took: dict[str, list[float]] = {}
    floor, found = [], 0
    for kind, words in asked.items():
        for one in words:
            with scope(user):
                begun = time.perf_counter()
                people = find_people(one, user).people
                took.setdefault(kind, []).append((time.perf_counter() - begun) * 1000)
                found += bool(people)
                begun = time.perf_counter()
                Participant.objects.visible_to(user).filter(pk=user.pk).first()
                floor.append((time.perf_counter() - begun) * 1000)
    whole = [one for times in took.values() for one in times]
    places = len(user.scope.people)
    print(f"{places} places; somebody found in {found} of {len(whole)} searches")
    for kind, times in took.items():
        print(f"    {kind}: median {statistics.median(times):.1f}, p95 {_p95(times):.1f}")
    middle, late, least = statistics.median(whole), _p95(whole), statistics.median(floor)
    kept = middle <= AIM_MEDIAN and late <= AIM_P95
    print(
        f"  all: median {middle:.1f} (aim ≤ {AIM_MEDIAN}), p95 {late:.1f} (aim ≤ {AIM_P95}), "
        f"longest {max(whole):.0f}; {middle / least:.1f} × the floor of {least:.2f} "
        f"{'✓' if kept else '✗'}"
    )
    return kept


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    sys.exit(main())
