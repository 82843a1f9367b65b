"""Which class a household is of, and what a visit is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.assignment.sides import (
    USUAL_SIDES,
    Composition,
    Result,
    Side,
    composition_of,
    result_of,
)
from outreach.assignment.values import Place
from tests.outreach.rounds import places


@pytest.mark.parametrize(
    ("statuses", "composition"),
    [
        ([], "unknown"),
        (["unknown"], "unknown"),
        (["refused", "other", "unknown"], "unknown"),
        (["idp"], "displaced"),
        (["idp", "refugee"], "displaced"),
        (["host", "host", "unknown"], "host"),
        (["idp_returnee", "refugee_returnee"], "returned"),
        (["host", "idp"], "mixed"),
        (["host", "idp_returnee"], "mixed"),
        (["host", "idp", "refused"], "mixed"),
    ],
)
def test_composition_comes_from_the_members_that_are_known(statuses, composition):
    assert composition_of(statuses) == composition


def test_a_project_may_have_another_table():
    sides = {**USUAL_SIDES, "idp_returnee": Side.HOST}

    assert composition_of(["idp_returnee", "host"], sides) == "host"


@pytest.mark.parametrize(
    ("team", "household", "result"),
    [
        (Side.DISPLACED, Composition.HOST, Result.CROSS),
        (Side.HOST, Composition.DISPLACED, Result.CROSS),
        (Side.DISPLACED, Composition.DISPLACED, Result.SAME),
        (Side.HOST, Composition.HOST, Result.SAME),
        (Side.DISPLACED, Composition.MIXED, Result.MIXED),
        (Side.HOST, Composition.RETURNED, Result.MIXED),
        (Side.RETURNED, Composition.HOST, Result.MIXED),
        (Side.RETURNED, Composition.RETURNED, Result.MIXED),
        (Side.HOST, Composition.UNKNOWN, Result.UNKNOWN),
        (Side.RETURNED, Composition.UNKNOWN, Result.UNKNOWN),
    ],
)
def test_what_a_visit_is_called(team, household, result):
    assert result_of(team, household) is result


@given(st.sampled_from(Side), st.sampled_from(Composition))
def test_crossing_goes_both_ways(team, household):
    if household.value in set(Side):
        back = result_of(Side(household.value), Composition(team.value))

        assert result_of(team, household) is back


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        (Place("IQG13Q04N06", "domiz"), Place("IQG13Q04N06", "domiz"), 0),
        (Place("IQG13Q04N06", "domiz"), Place("IQG13Q04N06", "rahimawa"), 1),
        (Place("IQG13Q04N06"), Place("IQG13Q04N01"), 2),
        (Place("IQG13Q04N06"), Place("IQG13Q04"), 2),
        (Place("IQG13Q04"), Place("IQG13Q04"), 2),
        (Place("IQG13Q04N06"), Place("IQG13Q01"), 3),
        (Place("IQG13"), Place("IQG13Q04"), 3),
        (Place("IQG13Q04N06", "domiz"), Place("IQG11Q02", "domiz"), 4),
        (Place(), Place("IQG13Q04N06"), 2),
        (Place("IQG13Q04N06"), Place(), 2),
    ],
)
def test_distance_is_counted_in_steps(one, other, steps):
    assert one.steps_to(other) == steps


@given(places, places)
def test_distance_is_the_same_both_ways(one, other):
    assert one.steps_to(other) == other.steps_to(one)
