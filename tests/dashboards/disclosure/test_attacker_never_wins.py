"""Tables that nobody thought of, against attackers that share no code with the product."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards.disclosure import Table, protect
from dashboards.disclosure.table import without
from tests.dashboards.disclosure.attack import consistent_tables, wins


@st.composite
def tables(draw, rows=4, columns=4, most=30, k=(2, 10)):
    height, width = draw(st.integers(1, rows)), draw(st.integers(1, columns))
    count = st.one_of(st.just(0), st.integers(0, 6), st.integers(0, most))
    cells = draw(
        st.lists(
            st.lists(count, min_size=width, max_size=width).map(tuple),
            min_size=height,
            max_size=height,
        )
    )
    return Table(
        tuple(map(str, range(height))),
        tuple(map(str, range(width))),
        tuple(cells),
        k=draw(st.integers(*k)),
        zeros=draw(st.sampled_from(["show", "hide"])),
    )


@given(tables())
@settings(max_examples=150, deadline=None)
def test_a_linear_programme_learns_nothing(table):
    assert wins(table, protect(table)) == []


@given(tables(rows=9, columns=7, most=60, k=(5, 5)))
@settings(max_examples=30, deadline=None)
def test_nor_does_it_from_larger_tables(table):
    assert wins(table, protect(table)) == []


@given(tables(rows=2, columns=2, most=8, k=(2, 4)))
@settings(max_examples=80, deadline=None)
def test_trying_every_table_learns_nothing(table):
    protected = protect(table)
    guesses = list(consistent_tables(table, protected, up_to=14))

    for position in protected.primary + protected.secondary:
        possible = {guess.value(position) for guess in guesses}
        assert len(possible) > 1
        if table.value(position) < table.k:
            assert max(possible) >= table.k


@given(tables())
@settings(max_examples=60, deadline=None)
def test_zeros_are_shown_or_hidden_as_asked(table):
    protected = protect(table)
    zeros = [place for place in table.positions() if table.value(place) == 0]

    shown = [place for place in zeros if protected.value(place) == 0]
    assert shown == (zeros if table.zeros == "show" else [])


@given(tables())
@settings(max_examples=40, deadline=None)
def test_the_same_table_gives_the_same_answer(table):
    assert protect(table) == protect(table)


@given(tables())
@settings(max_examples=60, deadline=None)
def test_what_is_shown_is_true(table):
    protected = protect(table)

    for place in table.positions():
        assert protected.value(place) in (None, table.value(place))


@given(tables(rows=3, columns=2, most=12, k=(3, 5)))
@settings(max_examples=40, deadline=None)
def test_no_other_choice_loses_less(table):
    protected = protect(table)

    def loss(positions):
        return sum(table.value(place) for place in positions)

    others = [
        place
        for place in table.positions()
        if place not in protected.primary and (table.value(place) or table.zeros == "hide")
    ]
    choices = chain.from_iterable(combinations(others, size) for size in range(len(others) + 1))
    cheaper = (set(choice) for choice in choices if loss(choice) < loss(protected.secondary))

    assert all(wins(table, without(table, set(protected.primary), one)) for one in cheaper)


def test_the_attacker_of_these_tests_does_win_against_a_naive_rule():
    table = Table(("a", "b"), ("x", "y"), ((3, 20), (30, 40)))

    naive = without(table, {(0, 0)}, set())

    assert ((0, 0), "small") in wins(table, naive)
    assert wins(replace(table, k=2), without(table, set(), {(0, 0)})) == [((0, 0), "pinned")]
