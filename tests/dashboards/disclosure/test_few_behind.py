"""Many marks of a few women: hidden for how many stand behind them, not for how many they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards.disclosure import Table, protect
from dashboards.disclosure.outside import Group, group_as_json, group_of
from dashboards.disclosure.table import ALL
from tests.dashboards.disclosure.attack import intervals
from tests.dashboards.disclosure.test_attacker_never_wins import tables

MARKS = Table(("idp", "host", "rest"), ("there", "missed"), ((60, 6), (80, 20), (70, 30)))


@st.composite
def tables_with_few(draw):
    table = draw(tables(rows=4, columns=3, most=30, k=(5, 5)))
    table = replace(table, zeros="show")
    large = [at for at in table.positions() if table.value(at) >= table.k]
    few = draw(st.sets(st.sampled_from(large))) if large else set()
    rests = [
        (at, total)
        for at in table.positions()
        for total in ((at[0], ALL), (ALL, at[1]))
        if ALL not in at and table.value(at) and table.value(total) - table.value(at) >= table.k
    ]
    left = draw(st.sets(st.sampled_from(rests))) if rests else set()
    return replace(table, few=frozenset(few), few_left=frozenset(left))


def test_a_large_number_of_a_few_women_is_hidden_and_cannot_be_worked_out():
    few = replace(MARKS, few=frozenset({(0, 1)}))

    shown = protect(few)

    assert protect(MARKS).hides is False
    assert shown.cells[0][1] is None
    low, high = intervals(few, shown)[0, 1]
    assert (low, high >= 11) == (1, True)


def test_a_number_that_leaves_a_few_women_of_a_total_is_hidden():
    left = replace(MARKS, few_left=frozenset({((2, 1), (ALL, 1))}))

    shown = protect(left)

    assert None in (shown.cells[2][1], shown.value((ALL, 1)))


@given(tables_with_few())
@settings(max_examples=100, deadline=None)
def test_a_linear_programme_cannot_tell_how_large_it_is(table):
    shown = protect(table)

    found = intervals(table, shown)
    assert set(found) >= table.few
    for position in table.few:
        assert found[position][1] >= table.value(position) + table.k - 1e-6
    for part, total in table.few_left:
        assert shown.value(part) is None or shown.value(total) is None


@given(tables_with_few())
@settings(max_examples=40, deadline=None)
def test_who_stands_behind_comes_through_json(table):
    assert group_of(group_as_json(Group((table,)))) == Group((table,))


def test_categories_with_a_few_behind_are_not_merged_unseen():
    with pytest.raises(ValueError, match="counted anew"):
        replace(MARKS, few=frozenset({(0, 1)}), row_order="unordered")
