"""python -m bench.visits: who visits whom, for 40 teams and 200 households, beside the greedy way.

What counts are the ratios, taken in one process: how much dearer the greedy way is, and how much
longer the best one takes than looking once at every pair of a team and a household.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from uuid import UUID

from outreach.assignment.child import Match, PairUp, ask
from outreach.assignment.matching import cost_of, drawback, match
from outreach.assignment.pairing import pair_up
from outreach.assignment.sides import Composition, Side
from outreach.assignment.values import USUAL_WEIGHTS, Graduate, Household, Place, Team

TEAMS, HOUSEHOLDS, ROUNDS = 40, 200, 9
AIM_SECONDS, AIM_LOOKS = 1.0, 30
LANGUAGES = ("ar", "ckb", "tr-iq")
QUARTERS = ("rahimawa", "domiz", "shorja", "arafa", "qadisiya", "")
PCODES = ("IQG13Q04N06", "IQG13Q04N01", "IQG13Q01", "IQG11Q02", "")


def main() -> int:
    """Work them out, compare, print; exit 1 when an aim was missed."""
    chance = random.Random(5)
    rounds = [large_round(chance) for _ in range(ROUNDS)]
    looking = [_timed(_look, teams, households) for _women, teams, households in rounds]
    best = [_timed(_work_out, *one) for one in rounds]
    apart = [_timed(_work_out_apart, *one) for one in rounds]
    gains = []
    for _women, teams, households in rounds:
        cheapest = cost_of(match(teams, households), teams, households)
        gains.append(cost_of(match_greedily(teams, households), teams, households) / cheapest)
    seconds = statistics.median(best)
    ratio = seconds / statistics.median(looking)
    print(f"{TEAMS} teams × {HOUSEHOLDS} households, {ROUNDS} rounds, medians")
    print(f"  pairing and matching   {seconds:.3f} s, {ratio:.1f} times one look at every pair")
    print(f"  in a process apart     {statistics.median(apart):.3f} s (libraries are loaded anew)")
    print(f"  the greedy way costs   {min(gains):.2f} to {max(gains):.2f} times as much")
    return 0 if seconds < AIM_SECONDS and ratio < AIM_LOOKS and min(gains) >= 1 else 1


def large_round(chance: random.Random) -> tuple[list[Graduate], list[Team], list[Household]]:
    """The women of 40 teams, the teams, and 200 households, all invented."""

    def spoken(count: int) -> frozenset[str]:
        return frozenset(chance.sample(LANGUAGES, count))

    def place() -> Place:
        return Place(chance.choice(PCODES), chance.choice(QUARTERS))

    def key() -> UUID:
        return UUID(int=chance.getrandbits(128))

    women = [
        Graduate(key(), _side(number), chance.choice(["", "one", "two", "three"]), spoken(1))
        for number in range(2 * TEAMS)
    ]
    teams = [Team(key(), _side(number), 6, place(), spoken(2)) for number in range(TEAMS)]
    known = [one for one in Composition if one is not Composition.UNKNOWN]
    households = [
        Household(key(), chance.choice(known), place(), spoken(1), chance.randint(1, 3))
        for _ in range(HOUSEHOLDS)
    ]
    return women, teams, households


def match_greedily(teams: list[Team], households: list[Household]) -> dict[UUID, UUID]:
    """What somebody does by hand: the most urgent household first, to the cheapest free team."""
    matching: dict[UUID, UUID] = {}
    made: Counter[UUID] = Counter()
    for household in sorted(households, key=lambda one: -one.urgency):
        costs = {
            team.id: drawback(team, household) + USUAL_WEIGHTS.load * (team.load + made[team.id])
            for team in teams
            if made[team.id] < team.capacity
        }
        cheapest = min(costs, key=costs.__getitem__, default=None)
        if cheapest is not None and costs[cheapest] != float("inf"):
            matching[household.id] = cheapest
            made[cheapest] += 1
    return matching


def _side(number: int) -> Side:
    return (Side.DISPLACED, Side.HOST)[number % 2]


def _look(teams: list[Team], households: list[Household]) -> float:
    return min(drawback(team, household) for team in teams for household in households)


def _work_out(women: list[Graduate], teams: list[Team], households: list[Household]) -> None:
    pair_up(women)
    match(teams, households)


def _work_out_apart(women: list[Graduate], teams: list[Team], households: list[Household]) -> None:
    ask(PairUp(women))
    ask(Match(teams, households))


def _timed(action: Callable[..., Any], *args: Any) -> float:
    started = time.perf_counter()
    action(*args)
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
