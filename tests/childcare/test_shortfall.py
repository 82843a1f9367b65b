"""Too few adults at some time of a session, worked out from who came and went when."""

from datetime import UTC, datetime, timedelta

from childcare.ratio import SHIPPED, Band
from childcare.shortfall import Presence, was_above_ratio

NINE = datetime(2026, 3, 1, 9, tzinfo=UTC)
TWELVE = NINE + timedelta(hours=3)


def at(minutes):
    return NINE + timedelta(minutes=minutes)


def child(since=0, until=180, age=4):
    return Presence(at(since), at(until), age)


def adult(since=0, until=180):
    return Presence(at(since), at(until) if until is not None else None)


def above(children, adults, bands=SHIPPED):
    return was_above_ratio(NINE, TWELVE, children, adults, bands)


def test_two_adults_are_enough_for_sixteen_of_four_years_and_not_for_seventeen():
    assert not above([child()] * 16, [adult(), adult()])
    assert above([child()] * 17, [adult(), adult()])


def test_empty_room_needs_nobody():
    assert not above([], [])


def test_one_child_with_one_adult_is_above():
    assert above([child()], [adult()])


def test_carer_who_leaves_before_the_child_leaves_it_with_one_adult():
    assert above([child(until=120)], [adult(), adult(until=119)])
    assert not above([child(until=120)], [adult(), adult(until=120)])


def test_carers_who_take_turns_within_a_minute_are_enough():
    late = Presence(at(60) + timedelta(seconds=59), None)

    assert not above([child()], [adult(), adult(until=60), late])
    assert above([child()], [adult(), adult(until=60), adult(since=61)])


def test_two_short_gaps_are_not_one_long_gap():
    gap = timedelta(seconds=40)
    turns = [adult(until=60), Presence(at(60) + gap, at(90)), Presence(at(90) + gap, None)]

    assert not above([child()], [adult(), *turns])


def test_what_lies_outside_of_the_session_does_not_count():
    early = Presence(at(-60), at(0), 4)
    late = Presence(at(180), at(240), 4)

    assert not above([early, late], [])


def test_who_is_still_there_counts_until_the_end():
    assert above([Presence(at(170), None, 4)], [adult(until=None)])


def test_table_of_the_place_holds():
    assert above([child()] * 3, [adult(), adult()], [Band(0, 1, SHIPPED[0].area_m2)])
