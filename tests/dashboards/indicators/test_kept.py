"""Two reports beside each other tell of nobody whom a single one hides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboards.indicators.counts import Cell, Counts
from dashboards.indicators.kept import keep_small_changes

CELL = st.integers(0, 25)


def table(*lines, side="age"):
    return Counts("status", side, tuple(tuple(Cell(n, 0, n) for n in line) for line in lines))


def numbers(counts):
    return [[cell.behind for cell in line] for line in counts.cells]


def test_a_row_that_moved_by_a_few_keeps_its_old_value():
    (told,) = keep_small_changes([table([12], [30])], [table([10], [20])])

    assert numbers(told) == [[10], [30]]


def test_a_row_that_moved_by_k_is_told():
    (told,) = keep_small_changes([table([15], [30])], [table([10], [20])])

    assert numbers(told) == [[15], [30]]


def test_what_was_kept_is_told_when_enough_came_together():
    before = [table([10])]
    for now in (12, 14):
        before = keep_small_changes([table([now])], before)
        assert numbers(before[0]) == [[10]]

    assert numbers(keep_small_changes([table([15])], before)[0]) == [[15]]


def test_linked_tables_keep_the_same_rows():
    now = [table([11, 20]), table([15, 16], side="disability")]
    before = [table([10, 10]), table([10, 10], side="disability")]

    told = keep_small_changes(now, before)

    assert [numbers(one) for one in told] == [[[10, 10]], [[10, 10]]]


def test_a_report_of_another_shape_starts_anew():
    (told,) = keep_small_changes([table([12], [30])], [table([10])])

    assert numbers(told) == [[12], [30]]


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=5))
def test_no_cell_and_no_margin_ever_moves_by_a_few(rows):
    now = [table(*(row[:2] for row in rows))]
    before = [table(*(row[2:] for row in rows))]

    (told,) = keep_small_changes(now, before)

    moves = [
        [new - old for new, old in zip(line, earlier, strict=True)]
        for line, earlier in zip(numbers(told), numbers(before[0]), strict=True)
    ]
    sums = [sum(line) for line in moves] + [sum(line) for line in zip(*moves, strict=True)]
    every = [move for line in moves for move in line] + sums + [sum(map(sum, moves))]
    assert [move for move in every if 1 <= abs(move) < 5] == []
