"""Women become teams of two of one side."""

from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given

from outreach.assignment.pairing import pair_up, weight_of
from outreach.assignment.sides import Side
from outreach.assignment.values import Graduate
from tests.outreach.rounds import graduates


def woman(number, side=Side.HOST, community="", *languages):
    return Graduate(UUID(int=number), side, community, frozenset(languages))


def ids(pairs):
    return {frozenset({one.id.int, other.id.int}) for one, other in pairs}


@given(graduates)
def test_every_woman_is_in_one_team_or_left_over(graduates):
    pairs, alone = pair_up(graduates)

    everybody = [woman.id for pair in pairs for woman in pair] + [woman.id for woman in alone]
    assert sorted(everybody) == sorted(woman.id for woman in graduates)


@given(graduates)
def test_no_team_has_two_sides_and_at_most_one_of_a_side_is_left_over(graduates):
    pairs, alone = pair_up(graduates)

    assert all(one.side is other.side for one, other in pairs)
    assert len({woman.side for woman in alone}) == len(alone)


@given(graduates)
def test_teams_are_no_worse_than_pairing_the_best_two_first(graduates):
    pairs, _alone = pair_up(graduates)

    free = list(graduates)
    greedy = 0
    while True:
        possible = [
            (weight, one, other)
            for one, other in combinations(free, 2)
            if (weight := weight_of(one, other)) is not None
        ]
        if not possible:
            break
        weight, one, other = max(possible, key=lambda found: found[0])
        greedy += weight
        free = [woman for woman in free if woman not in (one, other)]
    assert sum(weight_of(one, other) for one, other in pairs) >= greedy


def test_two_communities_go_together_where_that_can_be():
    four = [woman(1, Side.HOST, "x"), woman(2, Side.HOST, "x"), woman(3, Side.HOST, "y")]

    pairs, alone = pair_up([*four, woman(4, Side.HOST, "y")])

    assert alone == []
    assert {frozenset({one.community, other.community}) for one, other in pairs} == {
        frozenset({"x", "y"})
    }


def test_who_has_been_a_team_before_finds_another_partner():
    pairs, _alone = pair_up(
        [woman(number) for number in (1, 2, 3, 4)],
        {frozenset({UUID(int=1), UUID(int=2)}), frozenset({UUID(int=3), UUID(int=4)})},
    )

    assert frozenset({1, 2}) not in ids(pairs)


def test_shared_language_is_preferred():
    pairs, _alone = pair_up(
        [
            woman(1, Side.HOST, "", "ar"),
            woman(2, Side.HOST, "", "ckb"),
            woman(3, Side.HOST, "", "ar"),
            woman(4, Side.HOST, "", "ckb"),
        ]
    )

    assert ids(pairs) == {frozenset({1, 3}), frozenset({2, 4})}


@pytest.mark.parametrize("side", [Side.DISPLACED, Side.RETURNED])
def test_women_of_two_sides_are_no_team(side):
    assert weight_of(woman(1), woman(2, side)) is None
