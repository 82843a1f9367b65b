"""Which measures are plausible for an age, and which a garment needs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.measuring import (
    BANDS,
    NEEDED,
    PLAUSIBLE,
    is_too_old,
    needed_for,
    unusual,
    usual_bounds,
)
from outreach.models.measurement import LEAST, MOST
from outreach.models.words import AgeBand, GarmentKind, Measure


def test_tables_know_every_band_measure_and_garment():
    assert tuple(AgeBand.values) == BANDS
    assert set(PLAUSIBLE) == set(Measure.values)
    assert set(NEEDED) == set(GarmentKind.values)
    assert {measure for needed in NEEDED.values() for measure in needed} <= set(Measure.values)


@given(st.sampled_from(Measure.values), st.sampled_from(BANDS))
def test_bounds_are_in_order_and_within_those_of_the_database(measure, band):
    least, most = PLAUSIBLE[measure][BANDS.index(band)]

    assert LEAST <= least < most <= MOST


@given(st.sampled_from(Measure.values), st.integers(0, 3))
def test_bounds_grow_with_age_until_adults(measure, younger):
    small, large = PLAUSIBLE[measure][younger], PLAUSIBLE[measure][younger + 1]

    assert small[0] <= large[0]
    assert small[1] <= large[1]


@pytest.mark.parametrize(
    ("band", "height", "is_unusual"),
    [
        ("0-1", 42, True),
        ("0-1", 43, False),
        ("0-1", 98, False),
        ("0-1", 99, True),
        ("6-11", 60, True),
        ("18-59", 165, False),
        ("18-59", 16.5, True),
        ("60+", 125, False),
    ],
)
def test_value_outside_of_the_age_is_unusual(band, height, is_unusual):
    found = unusual({"height": Decimal(str(height))}, usual_bounds(band))

    assert bool(found) is is_unusual


def test_unusual_names_the_bounds():
    odd = unusual({"head": Decimal(90), "waist": Decimal(50)}, usual_bounds("2-5"))

    assert odd == {"head": (43, 56)}


def test_measures_needed_are_named_once_and_in_order():
    assert needed_for(["scarf", "trousers"]) == ["waist", "hip", "inseam", "head"]
    assert needed_for([]) == []


@pytest.mark.parametrize(
    ("days", "is_child", "is_old"),
    [(60, True, False), (61, True, True), (61, False, False), (900, False, False)],
)
def test_measures_of_a_child_are_good_for_60_days(days, is_child, is_old):
    today = date(2026, 12, 1)

    taken_on = today - timedelta(days=days)
    assert is_too_old(taken_on, is_child=is_child, today=today) is is_old


# Centimetres: the smallest and the largest of the 6,068 women and men of the US Army's survey of
# 2012 (NATICK/TR-15/007). Its names: stature, chest, waist and buttock circumference, biacromial
# breadth, sleeve outseam, waist back length, crotch height, neck and head circumference.
SURVEYED = {
    "height": ("140.9", "199.3"),
    "chest": ("69.5", "146.9"),
    "waist": ("61.1", "137.9"),
    "hip": ("73.7", "134.1"),
    "shoulder": ("28.3", "48.9"),
    "sleeve": ("41.0", "70.9"),
    "back_length": ("34.5", "59.8"),
    "inseam": ("61.0", "103.1"),
    "neck": ("27.5", "51.4"),
    "head": ("50.0", "63.5"),
}


@pytest.mark.parametrize("band", ["18-59", "60+"])
@pytest.mark.parametrize("measure", Measure.values)
def test_nobody_of_a_survey_of_thousands_of_adults_is_unusual(measure, band):
    for value in SURVEYED[measure]:
        assert unusual({measure: Decimal(value)}, usual_bounds(band)) == {}


# The WHO's median less three standard deviations for the smaller sex at the beginning of a band,
# and with three more for the larger one at its end; the head only up to five years.
WHO = [
    ("height", "0-1", "43.6", "97.0"),
    ("height", "2-5", "76.0", "130.7"),
    ("height", "6-11", "99.8", "171.8"),
    ("height", "12-17", "127.8", "198.6"),
    ("head", "0-1", "30.3", "52.3"),
    ("head", "2-5", "43.0", "55.2"),
]


@pytest.mark.parametrize(("measure", "band", "small", "large"), WHO)
def test_bounds_of_children_are_those_of_the_who_rounded_outwards(measure, band, small, large):
    least, most = usual_bounds(band)[measure]

    assert least <= Decimal(small) < least + 2
    assert most - 2 < Decimal(large) <= most
