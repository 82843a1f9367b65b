"""How many adults some children need, and how much floor."""

from decimal import Decimal
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childcare.ratio import SHIPPED, Band, adults_needed, area_needed, band_lines

AGES = st.lists(st.integers(0, 12), max_size=40)


@pytest.mark.parametrize(
    ("ages", "adults"),
    [
        ([], 0),
        ([1], 2),
        ([1] * 6, 2),
        ([1] * 7, 3),
        ([2] * 8, 2),
        ([2] * 9, 3),
        ([3] * 16, 2),
        ([5] * 17, 3),
        ([6] * 20, 2),
        ([9] * 21, 3),
        # 2/3 + 2/4 + 3/8 + 4/10 = 1.94: a row alone would round up to four.
        ([1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9], 2),
        # 3/3 + 4/4 + 1/8: just over two.
        ([0, 1, 1, 2, 2, 2, 2, 4], 3),
    ],
)
def test_shipped_bands(ages, adults):
    assert adults_needed(band_lines(ages)) == adults


def test_exactly_full_is_not_over():
    # 1/3 three times is one, which floating point would miss.
    bands = [Band(0, 3, Decimal(1)), Band(1, 3, Decimal(1)), Band(2, 3, Decimal(1))]

    assert adults_needed(band_lines([0, 1, 2] * 3, bands)) == 3


def test_bands_of_a_place_need_not_begin_at_birth():
    lines = band_lines([0, 5, 6, 7], [Band(6, 10, Decimal(2)), Band(3, 8, Decimal(3))])

    assert [(line.band.from_years, line.to_years, line.count) for line in lines] == [
        (3, 5, 2),
        (6, None, 2),
    ]


def test_floor_is_summed_by_band():
    assert area_needed(band_lines([1, 1, 2, 4, 9])) == Decimal("14.1")
    assert area_needed(band_lines([])) == 0


@given(AGES)
def test_every_child_is_in_one_band(ages):
    assert sum(line.count for line in band_lines(ages)) == len(ages)


@given(AGES, st.integers(0, 12))
def test_one_more_child_never_needs_fewer(ages, age):
    assert adults_needed(band_lines([*ages, age])) >= adults_needed(band_lines(ages))


@given(AGES)
def test_never_more_than_each_row_alone_and_never_fewer_than_two(ages):
    lines = band_lines(ages, SHIPPED)
    alone = sum(ceil(line.count / line.band.children) for line in lines)

    assert adults_needed(lines) <= max(2, alone)
    assert not ages or adults_needed(lines) >= 2
