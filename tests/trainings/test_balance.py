"""Whether one more woman brings a class closer to its target; pure."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from trainings.balance import (
    FEWEST_TOLD,
    Composition,
    Effect,
    community_effect,
    community_is_met,
    side_of,
    within_target,
)


def of(host=0, displaced=0, other=0, untold=0, *, places=10, percent=40):
    sides = {"host": host, "idp": displaced, "other": other, "": untold}
    return Composition(places, percent, sides)


@pytest.mark.parametrize(
    ("status", "side"),
    [
        ("host", "host"),
        ("idp", "idp"),
        ("idp_returnee", "other"),
        ("refugee", "other"),
        ("unknown", ""),
        ("refused", ""),
        (None, ""),
    ],
)
def test_side_of_a_status(status, side):
    assert side_of(status) == side


@pytest.mark.parametrize(
    ("composition", "side", "effect"),
    [
        (of(), "host", "helps"),
        (of(host=4), "host", "neutral"),  # 6 left, 4 of them kept for displaced women
        (of(host=6), "host", "worse"),
        (of(host=6), "idp", "helps"),
        (of(host=4, displaced=4), "host", "neutral"),
        (of(host=4, displaced=4), "other", "neutral"),
        (of(host=5, displaced=5), "host", "neutral"),  # full, and nothing is kept for anybody
        (of(host=5, displaced=3, other=1), "other", "worse"),
        (of(host=6), "", "neutral"),  # nobody knows, so nobody says that it is worse
        (of(host=0, displaced=0, percent=0), "other", "neutral"),
        (of(host=9, percent=0), "host", "neutral"),
    ],
)
def test_effect_of_one_more_woman(composition, side, effect):
    assert composition.effect_of(side) == effect


def test_half_and_half_is_possible_in_a_class_of_odd_size():
    assert of(places=25, percent=50).wanted == 12


@pytest.mark.parametrize(
    ("composition", "is_met"),
    [
        (of(host=2, displaced=2), True),
        (of(host=3, displaced=2), True),
        (of(host=4, displaced=2), False),
        (of(), False),
    ],
)
def test_target_is_met_by_the_shares_of_those_who_are_there(composition, is_met):
    assert composition.is_met is is_met


def test_whoever_fills_a_kept_place_comes_first_and_then_who_waited_longest():
    waiting = ["host", "", "idp", "host", "idp"]

    assert within_target(waiting, of(host=6, displaced=3)) == [2, 0, 1, 3, 4]
    assert within_target(waiting, of(host=6, displaced=3, places=12)) == [2, 4, 0, 1, 3]
    # One place is left, and it is kept: who is of no known side may have it before a host woman.
    assert within_target(["host", ""], of(host=6, displaced=3)) == [1, 0]


SIDES = some.sampled_from(["host", "idp", "other", ""])


@given(some.lists(SIDES, max_size=30), some.integers(1, 40), some.integers(0, 50))
def test_class_that_takes_nobody_against_the_target_reaches_it_when_it_can(sides, places, percent):
    composition = Composition(places, percent)
    for side in [*sides, *["host", "idp"] * places]:
        if composition.free and side and composition.effect_of(side) != Effect.WORSE:
            composition = composition.and_one(side)

    assert composition.free == 0
    assert composition.missing_host == composition.missing_displaced == 0


@given(some.lists(SIDES, max_size=30))
def test_order_names_everybody_once(sides):
    order = within_target(sides, of(host=2, displaced=1))

    assert sorted(order) == list(range(len(sides)))


def said(**numbers):
    return [(name, "") for name, number in numbers.items() for _ in range(number)]


@pytest.mark.parametrize(
    ("numbers", "is_met"),
    [
        ({"kurd": 6, "arab": 4}, True),
        ({"kurd": 7, "arab": 3}, False),
        ({"kurd": 5, "arab": 4}, False),  # of too few nothing is told
    ],
)
def test_communities_are_balanced_where_none_is_too_large(numbers, is_met):
    assert community_is_met(said(**numbers), 60) is is_met


@pytest.mark.parametrize(
    ("numbers", "hers", "effect"),
    [
        ({"kurd": 7, "arab": 3}, "arab", "helps"),
        ({"kurd": 7, "arab": 3}, "kurd", "worse"),
        ({"kurd": 7, "arab": 3}, "turkmen", "helps"),
        ({"kurd": 5, "arab": 5}, "kurd", "neutral"),
        ({"kurd": 7, "arab": 3}, "", "neutral"),
        ({"kurd": 9}, "arab", "neutral"),  # of too few nothing is told
    ],
)
def test_effect_on_communities(numbers, hers, effect):
    assert community_effect(said(**numbers), (hers, ""), 60) == effect


def test_belief_counts_as_ethnicity_does():
    class_ = [("kurd", "sunni")] * 5 + [("arab", "sunni")] * 5

    assert not community_is_met(class_, 60)
    assert community_effect(class_, ("", "christian"), 60) == Effect.HELPS


@given(
    some.lists(some.sampled_from(["a", "b", "c", ""]), max_size=FEWEST_TOLD - 1),
    some.sampled_from(["a", "b", "d", ""]),
)
def test_nothing_is_told_of_a_few(answers, hers):
    class_ = [(answer, "") for answer in answers]

    assert community_effect(class_, (hers, ""), 60) == Effect.NEUTRAL
    assert not community_is_met(class_, 60)


@given(some.lists(some.sampled_from("abc"), min_size=10, max_size=30))
def test_no_answer_depends_on_how_groups_are_called(answers):
    renamed = {"a": "c", "b": "a", "c": "b"}
    class_ = [(answer, "") for answer in answers]
    other = [(renamed[answer], "") for answer in answers]

    assert community_is_met(class_, 60) == community_is_met(other, 60)
    for hers in Counter(answers):
        assert community_effect(class_, (hers, ""), 60) == community_effect(
            other, (renamed[hers], ""), 60
        )
