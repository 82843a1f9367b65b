"""Teams to households: the rule is never broken, and no other way is cheaper."""

from collections import Counter
from itertools import product
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.visits import large_round, match_greedily
from outreach.assignment.child import Match, NoAnswer, PairUp, ask
from outreach.assignment.matching import cost_of, match
from outreach.assignment.pairing import pair_up
from outreach.assignment.sides import Composition, Result, Side, result_of
from outreach.assignment.values import Household, Place, Team
from tests.outreach.rounds import households, teams


@given(teams, households)
def test_rule_is_never_broken(teams, households):
    sides = {team.id: team.side for team in teams}
    composition = {household.id: household.composition for household in households}

    for household, team in match(teams, households).items():
        assert result_of(sides[team], composition[household]) in (Result.CROSS, Result.MIXED)


@given(teams, households)
def test_nobody_makes_more_visits_than_she_can(teams, households):
    made = Counter(match(teams, households).values())

    assert all(made[team.id] <= team.capacity for team in teams)


@given(teams, households)
def test_no_worse_than_the_greedy_way(teams, households):
    best = cost_of(match(teams, households), teams, households)
    greedy = cost_of(match_greedily(teams, households), teams, households)

    assert best <= greedy


@given(teams.filter(lambda made: len(made) <= 3), households.filter(lambda made: len(made) <= 4))
def test_no_worse_than_any_other_way(teams, households):
    best = cost_of(match(teams, households), teams, households)

    choices = [None, *(team.id for team in teams)]
    for chosen in product(choices, repeat=len(households)):
        other = {
            household.id: team
            for household, team in zip(households, chosen, strict=True)
            if team is not None
        }
        made = Counter(other.values())
        if all(made[team.id] <= team.capacity for team in teams):
            assert best <= cost_of(other, teams, households)


@given(teams, households, st.randoms(use_true_random=False))
def test_order_of_the_lists_changes_no_cost(teams, households, chance):
    before = cost_of(match(teams, households), teams, households)
    chance.shuffle(teams)
    chance.shuffle(households)

    assert cost_of(match(teams, households), teams, households) == before


def team(number, side=Side.HOST, capacity=1, **told):
    return Team(UUID(int=number), side, capacity, **told)


def household(number, composition=Composition.DISPLACED, **told):
    return Household(UUID(int=number), composition, **told)


def test_household_that_nobody_may_visit_is_left_out():
    hosts = [team(1, capacity=5)]
    waiting = [
        household(1),
        household(2, Composition.HOST),
        household(3, Composition.UNKNOWN),
        household(4, Composition.MIXED),
    ]

    assert set(match(hosts, waiting)) == {UUID(int=1), UUID(int=4)}


def test_most_urgent_household_comes_first_where_there_are_few_teams():
    far = Place("IQG11Q02")
    waiting = [household(1), household(2, urgency=3, place=far), household(3, urgency=2)]

    assert set(match([team(1, place=Place("IQG13Q04N06"))], waiting)) == {UUID(int=2)}


def test_nearer_household_is_preferred():
    near, far = Place("IQG13Q04N06"), Place("IQG13Q01")
    both = [team(1, place=near), team(2, place=far)]

    matching = match(both, [household(1, place=far), household(2, place=near)])

    assert matching == {UUID(int=1): UUID(int=2), UUID(int=2): UUID(int=1)}


def test_shared_language_is_preferred():
    both = [team(1, languages=frozenset({"ar"})), team(2, languages=frozenset({"ckb"}))]

    assert match(both, [household(1, languages=frozenset({"ckb"}))]) == {UUID(int=1): UUID(int=2)}


def test_visits_are_shared_out():
    made = Counter(match([team(1, capacity=4), team(2, capacity=4)], [*map(household, range(4))]))

    assert len(made) == 4
    matching = match([team(1, capacity=4), team(2, capacity=4)], [*map(household, range(4))])
    assert sorted(Counter(matching.values()).values()) == [2, 2]


def test_team_with_visits_from_before_gets_fewer():
    both = [team(1, capacity=4, load=2), team(2, capacity=4)]

    assert Counter(match(both, [household(1), household(2)]).values()) == {UUID(int=2): 2}


def test_nobody_visits_the_same_household_twice_where_another_can():
    both = [team(1, visited=frozenset({UUID(int=1)})), team(2)]

    assert match(both, [household(1)]) == {UUID(int=1): UUID(int=2)}


def test_a_large_round_is_paired_and_matched_whole():
    graduates, teams, households = large_round(Random(5))

    pairs, alone = pair_up(graduates)
    matching = match(teams, households)

    assert (len(pairs), alone, len(matching)) == (40, [], 200)
    greedy = match_greedily(teams, households)
    assert cost_of(matching, teams, households) < cost_of(greedy, teams, households)


def test_a_process_of_its_own_answers_the_same():
    graduates, teams, households = large_round(Random(6))
    pairs, _alone = pair_up(graduates)

    assert ask(Match(teams, households)) == match(teams, households)
    assert ask(PairUp(graduates)) == ([(one.id, other.id) for one, other in pairs], [])


def test_a_process_that_falls_gives_no_answer():
    with pytest.raises(NoAnswer):
        ask(Match([None], [None]))
