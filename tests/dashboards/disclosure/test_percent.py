"""Percentages that tell of nobody in particular."""

from __future__ import annotations

import pytest

from dashboards.disclosure import percentage


@pytest.mark.parametrize(
    ("part", "base", "told"),
    [
        (5, 10, 50),
        (4, 10, None),
        (6, 10, None),
        (5, 9, None),
        (0, 100, None),
        (100, 100, None),
        (95, 100, 95),
        (96, 100, None),
        (None, 100, None),
        (50, None, None),
        (25, 200, 13),
    ],
)
def test_percentages_need_a_base_of_ten_and_two_parts_of_five(part, base, told):
    assert percentage(part, base) == told
