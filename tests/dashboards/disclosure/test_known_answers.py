"""Published answers, carried over with where they are from."""

from __future__ import annotations

import pytest

from dashboards.disclosure import Table, protect
from dashboards.disclosure.attacker import Attacker
from dashboards.disclosure.system import key_of, system_of
from dashboards.disclosure.table import ALL

# sdcTools/sdcTable, tests/testthat/test-simpleheuristic.R; intervals by scipy's linprog.
SDC_CELLS = ((30, 47, 64, 89), (90, 124, 5, 31), (92, 100, 59, 85), (800, 991, 651, 685))
SDC_HIDDEN = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 2), (2, 1), (2, 3), (3, 1), (3, 3))
# Two hidden in every row and column, and yet:
LEAKS = (0, 1)
INTERVAL_BEFORE = (47, 47)
INTERVAL_AFTER_HIDING_ONE_MORE = (0, 141)

# The vignette of the R package GaussSuppression, run with maxN = 1 and protectZeros.
SSB_CELLS = {
    "young": {"Spain": 5, "Iceland": 2, "Portugal": 0},
    "old": {"Spain": 6, "Iceland": 3, "Portugal": 4},
}
SSB_HIDDEN = {
    ("old", "Iceland"),
    ("old", "Portugal"),
    ("young", "Iceland"),
    ("young", "Portugal"),
}
SSB_PRIMARY = {("young", "Portugal")}


def sdc_table():
    names = tuple("ABCD")
    return Table(names, names, SDC_CELLS)


def attack(hidden, position):
    table = sdc_table()
    system = system_of([table])
    indices = {place: system.index["#0", key_of(table, place)] for place in table.positions()}
    attacker = Attacker(system, [indices[place] for place in hidden], least=0)
    return attacker.interval(indices[position])


def test_two_hidden_in_every_row_and_column_still_leak():
    assert attack(SDC_HIDDEN, LEAKS) == pytest.approx(INTERVAL_BEFORE)


def test_one_more_hidden_closes_the_leak():
    assert attack((*SDC_HIDDEN, (1, 1)), LEAKS) == pytest.approx(INTERVAL_AFTER_HIDING_ONE_MORE)


def test_nothing_hidden_of_the_leaking_table_when_all_counts_are_large():
    protected = protect(sdc_table())

    assert protected.primary == ()
    assert protected.cells == SDC_CELLS


def test_the_leaking_table_is_protected_at_a_higher_k():
    protected = protect(Table(tuple("ABCD"), tuple("ABCD"), SDC_CELLS, k=6))

    assert protected.primary == ((1, 2),)
    # A cycle through the cell that loses the least: 31 in its row, 59 and 85 below.
    assert set(protected.secondary) == {(1, 3), (2, 2), (2, 3)}


def test_the_example_of_statistics_norway():
    rows, columns = ("young", "old"), ("Spain", "Iceland", "Portugal")
    cells = tuple(tuple(SSB_CELLS[row][column] for column in columns) for row in rows)

    protected = protect(Table(rows, columns, cells, k=2, zeros="hide"))

    def names(positions):
        return {(rows[row], columns[column]) for row, column in positions}

    assert names(protected.primary) == SSB_PRIMARY
    assert names(protected.primary) | names(protected.secondary) == SSB_HIDDEN
    assert protected.row_totals == (7, 13)
    assert protected.value((ALL, ALL)) == 20
