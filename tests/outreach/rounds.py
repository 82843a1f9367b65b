"""Invented teams and households for the rules of matching."""

from __future__ import annotations

from uuid import UUID

from hypothesis import strategies as st

from outreach.assignment.sides import Composition, Side
from outreach.assignment.values import (
    NOWHERE,
    Graduate,
    Household,
    Place,
    Team,
)

LANGUAGES = ("ar", "ckb", "tr-iq")
PLACES = (
    NOWHERE,
    Place("IQG13Q04N06", "rahimawa"),
    Place("IQG13Q04N06", "domiz"),
    Place("IQG13Q04N01"),
    Place("IQG13Q01", "domiz"),
    Place("IQG11Q02"),
)

spoken = st.frozensets(st.sampled_from(LANGUAGES), max_size=2)
sides = st.sampled_from(Side)
places = st.sampled_from(PLACES)


def numbered(values):
    """Lists of up to nine things whose ids are their places."""
    return st.lists(values, max_size=9).map(
        lambda made: [make(UUID(int=number)) for number, make in enumerate(made, 1)]
    )


graduates = numbered(
    st.tuples(sides, st.sampled_from(["", "one", "two", "three"]), spoken).map(
        lambda told: lambda key: Graduate(key, *told)
    )
)
households = numbered(
    st.tuples(st.sampled_from(Composition), places, spoken, st.integers(1, 3)).map(
        lambda told: lambda key: Household(key, *told)
    )
)
teams = numbered(
    st.tuples(
        sides,
        st.integers(0, 3),
        places,
        spoken,
        st.frozensets(st.integers(1, 9).map(lambda number: UUID(int=number)), max_size=3),
        st.integers(0, 4),
    ).map(lambda told: lambda key: Team(key, *told))
)
