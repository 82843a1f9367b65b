"""Linked tables that nobody thought of, against an attacker who lays them beside each other."""

from __future__ import annotations

from collections import Counter
from itertools import chain, product
from math import ceil, floor

from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from dashboards.disclosure import Table, protect_linked

STATUS, AGE, DISABILITY = ("idp", "host", "unknown"), ("young", "old"), ("yes", "no")
PEOPLE = list(product(STATUS, AGE, DISABILITY))


def table_of(people, first, second):
    """Count people by two of (status, age, disability)."""
    names = ("status", "age", "disability")
    sides = (STATUS, AGE, DISABILITY)
    counts = Counter((one[first], one[second]) for one in people)
    return Table(
        sides[first],
        sides[second],
        tuple(tuple(counts[row, col] for col in sides[second]) for row in sides[first]),
        population="women",
        row_name=names[first],
        column_name=names[second],
    )


@given(
    st.lists(
        st.tuples(st.sampled_from(PEOPLE), st.integers(0, 12)), min_size=1, max_size=len(PEOPLE)
    )
)
@example(
    [
        (("idp", "young", "yes"), 1),
        (("idp", "young", "no"), 4),
        (("idp", "old", "yes"), 4),
        (("host", "old", "no"), 5),
    ]
)
@settings(max_examples=60, deadline=None)
def test_tables_beside_each_other_give_nothing_away(groups):
    people = [kind for kind, number in groups for _ in range(number)]
    pairs = [(0, 1), (0, 2), (1, 2)]
    tables = [table_of(people, *pair) for pair in pairs]

    protected = protect_linked(tables)

    # The attacker's unknowns are the numbers of women of each full description.
    lines, totals, targets = [], [], []
    for (first, second), table, shown in zip(pairs, tables, protected, strict=True):
        for row, column in table.positions():
            counted = [
                1.0
                if row in (-1, table.rows.index(kind[first]))
                and column in (-1, table.columns.index(kind[second]))
                else 0.0
                for kind in PEOPLE
            ]
            if shown.value((row, column)) is None:
                targets.append((counted, table.value((row, column))))
            else:
                lines.append(counted)
                totals.append(shown.value((row, column)))
    for counted, value in targets:
        low, high = (_end(sign, counted, lines, totals) for sign in (1, -1))
        assert high == float("inf") or floor(high + 1e-6) > ceil(low - 1e-6)
        if value < 5:
            assert high >= 5 - 1e-6


def _end(sign, goal, lines, totals):
    answer = linprog(
        [sign * by for by in goal], A_eq=lines or None, b_eq=totals or None, method="highs"
    )
    return float("inf") if answer.status == 3 else sign * answer.fun


def test_tables_with_nothing_to_hide_need_no_solver(monkeypatch):
    monkeypatch.setattr(
        "dashboards.disclosure.joint.integer_programme", lambda *told, **more: 1 / 0
    )
    people = [kind for kind in PEOPLE for _ in range(50)]
    tables = [table_of(people, *pair) for pair in ((0, 1), (0, 2), (1, 2))]

    assert all(None not in chain(*shown.cells) for shown in protect_linked(tables))
