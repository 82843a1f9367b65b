"""Tables of which one counts some of the people of the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from dashboards.disclosure import Table, protect_linked

ROWS = ("idp", "host", "unknown")


def pair(outer, inner, zeros="show"):
    sides = {"row_name": "status", "column_name": "what", "zeros": zeros}
    return [
        Table(
            ROWS[: len(outer)], ("women",), tuple((one,) for one in numbers), **sides, population=p
        )
        for numbers, p in ((outer, "enrolled"), (inner, "completed"))
    ]


def test_how_many_did_not_complete_is_hidden_when_they_are_few():
    enrolled, completed = protect_linked(pair((20, 30), (17, 20)), [(0, 1)])

    assert enrolled.cells == ((20,), (30,))
    assert completed.cells[0] == (None,)
    # With the total, the other number would tell the first.
    assert completed.cells[1] == (None,) or completed.grand_total is None


def test_all_or_half_of_them_may_be_told():
    _enrolled, completed = protect_linked(pair((20, 30), (20, 15)), [(0, 1)])

    assert completed.cells == ((20,), (15,))


def test_nested_tables_have_one_shape():
    with pytest.raises(ValueError, match="same rows"):
        protect_linked([pair((9, 9), (9, 9))[0], pair((9,), (9,))[1]], [(0, 1)])


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=3),
    st.sampled_from(["show", "hide"]),
)
@settings(max_examples=100, deadline=None)
def test_nothing_small_is_left_certain(numbers, zeros):
    inner = [min(one) for one in numbers]
    outer = [max(one) for one in numbers]
    tables = pair(outer, inner, zeros)

    protected = protect_linked(tables, [(0, 1)])

    size, known = len(numbers), lines_of(tables, protected)
    for table, shown, both in ((tables[0], protected[0], 1.0), (tables[1], protected[1], 0.0)):
        for position in table.positions():
            value = table.value(position)
            if shown.value(position) is None and value < 5 and (value or zeros == "hide"):
                counted = [float(position[0] in (-1, row)) for row in range(size)]
                assert _most(counted + [both * one for one in counted], known) >= 5 - 1e-6
    for row in range(size):
        rest = outer[row] - inner[row]
        seen = protected[0].cells[row][0] is not None and protected[1].cells[row][0] is not None
        assert not (1 <= rest < 5 and seen)
        if 1 <= rest < 5 and protected[0].cells[row][0] is not None:
            goal = [0.0] * (2 * size)
            goal[size + row] = 1.0
            assert _most(goal, known) >= 5 - 1e-6


def lines_of(tables, protected):
    """Every shown number as a line over the unknowns: who completed, and who did not, by row."""
    found = []
    for table, shown, both in ((tables[0], protected[0], 1.0), (tables[1], protected[1], 0.0)):
        size = len(table.rows)
        for position in table.positions():
            if shown.value(position) is not None:
                counted = [float(position[0] in (-1, row)) for row in range(size)]
                found.append((counted + [both * one for one in counted], shown.value(position)))
    return found


def _most(goal, known):
    answer = linprog(
        [-by for by in goal],
        A_eq=[line for line, _total in known] or None,
        b_eq=[total for _line, total in known] or None,
        method="highs",
    )
    return float("inf") if answer.status == 3 else -answer.fun
