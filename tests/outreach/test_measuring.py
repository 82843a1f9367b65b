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


# Centimetres, from the summaries of the 2012 survey of the US Army (NATICK/TR-15/007): the 5th
# percentile of women and the 95th of men.
SURVEYED = {
    "height": ("152.5", "187.0"),
    "neck": ("30.2", "44.3"),
    "shoulder": ("33.5", "44.7"),
    "chest": ("82.4", "120.7"),
    "waist": ("71.0", "113.1"),
    "hip": ("89.9", "115.6"),
}
BEYOND = Decimal("0.04")


@pytest.mark.parametrize("measure", SURVEYED)
def test_bounds_of_adults_reach_beyond_a_survey_of_many(measure):
    low, high = map(Decimal, SURVEYED[measure])
    least, most = usual_bounds("18-59")[measure]

    assert least <= low * (1 - BEYOND)
    assert most >= high * (1 + BEYOND)
