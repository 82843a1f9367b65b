"""Two reports of one cumulative table, laid beside each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from dashboards.disclosure import Table, protect_linked
from dashboards.disclosure.outside import Group, group_as_json, group_of, protect_outside

STATUSES, AGES = ("idp", "host", "unknown"), ("18-24", "25-39")
MOVE = st.sampled_from([0, 0, 0, 5, 6, 12])


def table(cells, population, zeros):
    rows = STATUSES[: len(cells)]
    names = {"row_name": "status", "column_name": "age"}
    return Table(rows, AGES, cells, population=population, zeros=zeros, **names)


def hidden_in(protected, one):
    return tuple(place for place in one.positions() if protected.value(place) is None)


def both_reports(first, second, zeros):
    """The first as it was published alone, the second with the first beside it."""
    before, now = table(first, "before", zeros), table(second, "now", zeros)
    (published,) = protect_linked([before])
    shown, again = protect_linked([now, before], [(0, 1)], {1: hidden_in(published, before)})
    return (before, published), (now, shown), again


def test_a_row_that_stayed_is_not_told_from_two_sides():
    # The first report hides the two smallest; the second one alone would hide others.
    first, second = ((3, 6), (9, 30)), ((3, 6), (9, 60))
    (_before, published), (now, shown), again = both_reports(first, second, "show")

    assert hidden_in(again, now) == hidden_in(published, now)
    assert {place for place in now.positions() if shown.value(place) is None} >= {(0, 0)}


@given(
    st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14), MOVE, MOVE), min_size=1, max_size=3),
    st.sampled_from(["show", "hide"]),
)
@settings(max_examples=150, deadline=None)
def test_nothing_small_is_left_certain(lines, zeros):
    first = tuple((a, b) for a, b, _c, _d in lines)
    second = tuple((a + c, b + d) for a, b, c, d in lines)

    (before, published), (now, shown), again = both_reports(first, second, zeros)

    assert hidden_in(again, before) == hidden_in(published, before)
    known = lines_of(before, published, False) + lines_of(now, shown, True)
    for one, told, later in ((before, published, False), (now, shown, True)):
        for place in one.positions():
            value = one.value(place)
            if told.value(place) is None and value < 5 and (value or zeros == "hide"):
                assert most(expression(one, place, later), known) >= 5 - 1e-6


def expression(one, place, later):
    """A number over the unknowns: the cells of the first report, then what each has grown by."""
    row, column = place
    counted = [
        float(row in (-1, r) and column in (-1, c))
        for r in range(len(one.rows))
        for c in range(len(one.columns))
    ]
    return counted + (counted if later else [0.0] * len(counted))


def lines_of(one, told, later):
    return [
        (expression(one, place, later), told.value(place))
        for place in one.positions()
        if told.value(place) is not None
    ]


def most(goal, known):
    answer = linprog(
        [-by for by in goal],
        A_eq=[line for line, _total in known] or None,
        b_eq=[total for _line, total in known] or None,
        method="highs",
    )
    assert answer.status in (0, 3)
    return float("inf") if answer.status == 3 else -answer.fun


@pytest.mark.parametrize("zeros", ["show", "hide"])
def test_another_process_knows_what_was_published(zeros):
    now, before = table(((3, 20), (9, 30)), "now", zeros), table(((3, 9), (9, 20)), "then", zeros)
    (published,) = protect_linked([before])
    group = Group((now, before), ((0, 1),), ((1, hidden_in(published, before)),))

    assert group_of(group_as_json(group)) == group
    assert protect_outside([group]) == [protect_linked(*group[:2], dict(group.hid))]
