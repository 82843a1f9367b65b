"""The edges of the one function that every statistic passes through."""

from __future__ import annotations

from random import Random

import pytest

from dashboards.disclosure import Table, protect, protect_linked
from dashboards.disclosure.solver import linear_programme
from dashboards.disclosure.table import ALL
from tests.dashboards.disclosure.attack import wins


def line(*numbers, **rest):
    """A table of one column."""
    rows = tuple(f"row {number}" for number in range(len(numbers)))
    return Table(rows, ("women",), tuple((number,) for number in numbers), **rest)


def column(protected):
    return [cells[0] for cells in protected.cells]


def test_large_numbers_are_shown_whole():
    protected = protect(line(12, 30, 8))

    assert column(protected) == [12, 30, 8]
    assert protected.grand_total == 50
    assert not protected.hides


def test_one_small_number_takes_the_smallest_other_along():
    protected = protect(line(3, 30, 8))

    assert column(protected) == [None, 30, None]
    assert protected.grand_total == 41


def test_two_small_numbers_that_add_up_to_k_take_the_total_along():
    protected = protect(line(2, 3))

    assert column(protected) == [None, None]
    # Of a total of 5, either could be at most 4.
    assert protected.grand_total is None


def test_whoever_is_all_but_a_few_of_a_total_is_hidden():
    protected = protect(line(40, 0, 3))

    assert column(protected) == [None, 0, None]
    assert (0, 0) in protected.primary


def test_k_itself_is_shown_and_k_minus_one_is_not():
    assert column(protect(line(5, 20))) == [5, 20]
    assert column(protect(line(4, 20))) == [None, None]


def test_zeros_of_activity_are_shown():
    assert column(protect(line(0, 0, 20))) == [0, 0, 20]


def test_zeros_of_a_personal_attribute_are_hidden_like_small_numbers():
    protected = protect(line(0, 20, 30, zeros="hide"))

    assert column(protected) == [None, None, 30]


@pytest.mark.parametrize("zeros", ["show", "hide"])
def test_all_zeros(zeros):
    table = Table(("a", "b"), ("x", "y"), ((0, 0), (0, 0)), zeros=zeros)

    protected = protect(table)

    assert protected.cells == (((0, 0), (0, 0)) if zeros == "show" else ((None, None),) * 2)
    assert protected.grand_total == (0 if zeros == "show" else None)
    assert wins(table, protected) == []


@pytest.mark.parametrize(
    ("rows", "columns", "cells"), [((), (), ()), (("a",), (), ((),)), ((), ("x",), ())]
)
def test_tables_without_a_cell(rows, columns, cells):
    protected = protect(Table(rows, columns, cells))

    assert protected.cells == cells
    assert protected.grand_total == 0


def test_a_single_small_cell_hides_all():
    protected = protect(line(3))

    assert column(protected) == [None]
    assert protected.grand_total is None


def test_one_row():
    table = Table(("a",), ("x", "y", "z"), ((3, 10, 8),))

    protected = protect(table)

    assert protected.cells == ((None, 10, None),)
    assert protected.column_totals == (None, 10, None)
    assert wins(table, protected) == []


def test_a_small_margin_over_zeros():
    table = Table(("a", "b"), ("x", "y"), ((3, 0), (0, 20)))

    protected = protect(table)

    assert protected.cells == ((None, 0), (0, None))
    assert protected.row_totals == (None, None)
    assert wins(table, protected) == []


def test_large_counts_lose_no_digits():
    table = Table(("a", "b"), ("x", "y"), ((3, 999_999_999), (1_000_000_000, 999_999_000)))

    protected = protect(table)

    assert protected.value((0, 0)) is None
    assert wins(table, protected) == []


def test_a_huge_table_takes_seconds_and_keeps_every_secret():
    random = Random(720)
    rows, columns = tuple(map(str, range(60))), tuple(map(str, range(12)))
    cells = tuple(tuple(int(random.expovariate(1 / 9)) for _ in columns) for _ in rows)

    protected = protect(Table(rows, columns, cells))

    assert len(protected.primary) > 200
    assert protected.grand_total == sum(map(sum, cells))


def test_ordered_categories_join_a_neighbour_before_anything_is_hidden():
    table = Table(
        ("12–17", "18–24", "25–39", "unknown"),
        ("women",),
        ((2,), (9,), (30,), (7,)),
        row_order="ordered",
        fixed=frozenset({"unknown"}),
    )

    protected = protect(table)

    assert protected.rows == ("12–17 – 18–24", "25–39", "unknown")
    assert column(protected) == [11, 30, 7]


def test_other_categories_join_the_smallest():
    table = Table(("a", "b", "c"), ("women",), ((2,), (30,), (9,)), row_order="unordered")

    protected = protect(table)

    assert protected.rows == ("a + c", "b")


def test_columns_are_merged_like_rows():
    table = Table(("a",), ("x", "y", "z"), ((2, 9, 30),), column_order="ordered")

    assert protect(table).columns == ("x – y", "z")


def linked():
    age = Table(
        ("idp", "host"),
        ("under 25", "25 and over"),
        ((3, 17), (10, 10)),
        population="enrolled",
        row_name="status",
        column_name="age",
    )
    disability = Table(
        ("idp", "host"),
        ("yes", "no"),
        ((8, 12), (9, 11)),
        population="enrolled",
        row_name="status",
        column_name="disability",
    )
    return age, disability


def test_a_shared_margin_is_hidden_in_both_tables_or_in_none():
    first, second = protect_linked(
        [
            line(3, 17, population="p", row_name="status", column_name="a"),
            line(3, 17, population="p", row_name="status", column_name="b"),
        ]
    )

    assert first.row_totals == second.row_totals == (None, None)


def test_a_table_does_not_give_away_what_another_hides():
    age, disability = protect_linked(linked())

    assert age.value((0, 0)) is None
    # The row totals stand in both tables, so neither may hide one that the other shows.
    assert age.row_totals == disability.row_totals
    assert disability.cells == ((8, 12), (9, 11))


def test_tables_of_one_population_must_agree():
    with pytest.raises(ValueError, match="disagree"):
        protect_linked([line(3, 17, population="p"), line(3, 18, population="p")])


def test_linked_tables_have_one_rule():
    with pytest.raises(ValueError, match="one k"):
        protect_linked([line(3, k=5), line(3, k=10)])


def test_a_table_says_no_to_what_is_no_table():
    with pytest.raises(ValueError, match="below zero"):
        line(-1)
    with pytest.raises(ValueError, match="one number for each column"):
        Table(("a",), ("x", "y"), ((1,),))
    with pytest.raises(ValueError, match="one line"):
        Table(("a", "b"), ("x",), ((1,),))


def test_margins_have_names_of_their_own():
    table = Table(("a", "b"), ("x", "y"), ((5, 6), (7, 8)))
    protected = protect(table)

    assert protected.value((0, ALL)) == 11
    assert protected.value((ALL, 1)) == 14
    assert protected.value((ALL, ALL)) == 26


def test_a_table_of_ones_is_hidden_without_looking_at_each_of_them_again_and_again(monkeypatch):
    programmes = []

    def counted(*words, **options):
        programmes.append(words)
        return linear_programme(*words, **options)

    monkeypatch.setattr("dashboards.disclosure.attacker.linear_programme", counted)
    monkeypatch.setattr("dashboards.disclosure.cheap.linear_programme", counted)
    names = tuple(map(str, range(14)))

    told = protect(Table(names, names, ((1,) * 14,) * 14))

    # With the total anybody could say that each of 196 hidden numbers is one.
    assert {told.grand_total, *told.row_totals, *told.column_totals} == {None}
    assert len(programmes) < 600
