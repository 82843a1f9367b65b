"""Small categories go together before anything of a report is hidden."""

from __future__ import annotations

import uuid

import pytest
from django.utils.translation import override
from hypothesis import example, given
from hypothesis import strategies as st

from dashboards.figures.log_frame import columns_of, side_word, sides_of
from dashboards.indicators.counts import count, parts_of
from dashboards.indicators.merged import merged, merged_before
from dashboards.indicators.units import AGES, SIDES, STATUSES, Answer, Kind, Unit


def women(**numbers):
    """So many women of each status."""
    return [
        Unit(uuid.uuid4(), 1, status=status)
        for status, many in numbers.items()
        for _ in range(many)
    ]


def of_ages(*numbers):
    return [
        Unit(uuid.uuid4(), 1, age=age)
        for age, many in zip(AGES, numbers, strict=True)
        for _ in range(many)
    ]


def test_small_statuses_are_told_together_and_displaced_women_alone():
    answer = Answer(women(idp=2, host=20, returnee=3, other=4))
    codes = merged(answer, ["status"], "show")

    assert codes["status"] == ("idp", "host", "returnee|other", "unknown")


def test_where_zeros_are_hidden_an_empty_status_is_small():
    codes = merged(Answer(women(idp=8, host=9)), ["status"], "hide")

    assert codes["status"] == ("idp", "host|returnee|other", "unknown")


def test_ages_join_their_neighbours():
    codes = merged(Answer(of_ages(0, 3, 11, 6, 1, 4)), ["age"], "hide")

    assert codes["age"] == ("0-17|18-24|25-39", "40-59|60+", "unknown")


def test_nobody_is_told_apart_by_what_is_known_of_a_few():
    answer = Answer(women(host=20) + of_ages(0, 2, 2, 0, 0, 0))

    assert merged(answer, ["age"], "hide") == {"age": ("|".join(AGES),)}
    table = {"row_side": "", "rows": ["all"], "column_side": "age", "columns": ["|".join(AGES)]}
    with override("en"):
        assert sides_of(table) == "By age: known of too few"
    assert columns_of(table) == []


def test_large_categories_stay_as_they_are():
    codes = merged(Answer(of_ages(9, 9, 9, 9, 9, 0)), ["age"], "hide")

    assert codes["age"] == AGES


def test_a_woman_counts_once_however_often_she_came():
    often = [Unit(uuid.uuid4(), 1, status="returnee")] * 30

    codes = merged(Answer([*women(host=20, other=20), *often]), ["status"], "show")

    assert "returnee" not in codes["status"]


@given(st.lists(st.tuples(st.sampled_from(STATUSES), st.sampled_from(AGES)), max_size=60))
@example([("host", "0-17")] * 5 + [("returnee", "0-17")] * 5).via("host and other go together")
def test_merged_tables_are_partitions_of_the_same_total(people):
    answer = Answer([Unit(uuid.uuid4(), 1, status=one, age=age) for one, age in people])
    codes = merged(answer, ["status", "age"], "hide")

    (table,) = count(answer, Kind.PEOPLE, ["status", "age"], codes)

    assert sum(cell.behind for line in table.cells for cell in line) == len(people)
    for side, told in (("status", table.rows), ("age", table.columns)):
        assert sorted(part for code in told for part in parts_of(code)) == sorted(SIDES[side])
    assert merged_before([table]) == codes


@pytest.mark.parametrize(
    ("side", "code", "english", "arabic"),
    [
        ("age", "18-24|25-39", "18–39", "18–39"),
        ("age", "0-17|18-24", "under 25", "دون 25"),
        ("age", "40-59|60+", "40 and over", "40 فأكثر"),
        ("child_age", "0-1|2", "under 3", "دون 3"),
        ("status", "returnee|other", "returned or another status", "عائدة أو حالة أخرى"),
    ],
)
def test_a_merged_category_says_what_is_in_it(side, code, english, arabic):
    with override("en"):
        assert str(side_word(side, code)) == english
    with override("ar"):
        assert str(side_word(side, code)) == arabic
