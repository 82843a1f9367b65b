"""The proposal keeps its promises whatever the course, the pattern and the holidays."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainings.planning import CannotPlan, Day, Inner, propose, slot_for

SUNDAY_TO_WEDNESDAY = {6, 0, 1, 2}
NINE, TWELVE = time(9), time(12)

inner = st.builds(Inner, st.uuids(), after=st.integers(0, 300), minutes=st.integers(5, 60))
day = st.builds(
    Day, st.uuids(), minutes=st.integers(120, 300), inner=st.lists(inner, max_size=2).map(tuple)
)
some_day = st.dates(date(2026, 1, 1), date(2028, 1, 1))


@st.composite
def asked(draw):
    first = draw(some_day)
    near = st.integers(0, 120).map(lambda days: first + timedelta(days=days))
    return {
        "days": draw(st.lists(day, min_size=1, max_size=40)),
        "first": first,
        "weekdays": draw(st.sets(st.sampled_from([6, 0, 1, 2, 3]), min_size=1)),
        "holidays": draw(st.sets(near, max_size=30)),
        "begins": NINE,
        "ends": draw(st.sampled_from([time(11), TWELVE, time(14)])),
    }


@given(asked())
def test_every_module_has_one_day_in_the_order_of_the_course(request):
    slots = propose(**request)

    assert [slot.module_id for slot in slots] == [day.module_id for day in request["days"]]
    assert sorted({slot.starts.date() for slot in slots}) == [s.starts.date() for s in slots]


@given(asked())
def test_no_session_falls_on_weekend_holiday_or_outside_the_pattern(request):
    slots = propose(**request)

    for slot in slots:
        assert slot.starts.weekday() not in {4, 5}
        assert slot.starts.weekday() in request["weekdays"]
        assert slot.starts.date() not in request["holidays"]
        assert slot.starts.date() >= request["first"]


@given(asked())
def test_no_working_day_of_the_pattern_is_left_out(request):
    used = {slot.starts.date() for slot in propose(**request)}

    every = (
        request["first"] + timedelta(days=n) for n in range((max(used) - request["first"]).days)
    )
    free = {d for d in every if d.weekday() in request["weekdays"]} - request["holidays"]

    assert free <= used


@given(asked())
def test_modules_inside_a_day_lie_within_it_in_order_without_overlap(request):
    for slot, module in zip(propose(**request), request["days"], strict=True):
        edges = [slot.starts]
        for child in slot.inner:
            edges += [child.starts, child.ends]
        edges.append(slot.ends)

        assert edges == sorted(edges)
        assert [child.ends - child.starts for child in slot.inner] == [
            timedelta(minutes=inner.minutes)
            for inner in sorted(module.inner, key=lambda inner: inner.after)
        ]


@given(asked())
def test_no_session_is_longer_than_its_module_or_the_hours_given(request):
    for slot, module in zip(propose(**request), request["days"], strict=True):
        assert slot.starts.time() == NINE
        assert slot.ends.time() <= request["ends"]
        assert slot.ends - slot.starts <= timedelta(minutes=module.minutes)


def course(*inner):
    return Day(UUID(int=1), 180, tuple(inner))


def test_eight_weeks_of_four_days_end_a_day_later_for_a_holiday():
    slots = propose(
        [course()] * 32,
        first=date(2026, 11, 1),
        weekdays=SUNDAY_TO_WEDNESDAY,
        holidays={date(2026, 12, 10), date(2026, 12, 13)},
        begins=NINE,
        ends=TWELVE,
    )

    assert slots[0].starts == datetime(2026, 11, 1, 9)
    assert slots[-1].starts.date() == date(2026, 12, 27)


def test_dialogue_keeps_its_place_when_the_day_moves_and_shifts_when_it_shrinks():
    module = course(Inner(UUID(int=2), after=90, minutes=45))

    moved = slot_for(module, datetime(2026, 2, 1, 10), datetime(2026, 2, 1, 13))
    shrunk = slot_for(module, datetime(2026, 2, 1, 10), datetime(2026, 2, 1, 12))

    assert moved.inner[0].starts.time() == time(11, 30)
    assert shrunk.inner[0].starts.time() == time(11, 15)


def test_dialogue_that_is_longer_than_the_day_cannot_be_planned():
    with pytest.raises(CannotPlan):
        slot_for(
            course(Inner(UUID(int=2), after=0, minutes=45)),
            datetime(2026, 2, 1, 10),
            datetime(2026, 2, 1, 10, 44),
        )


def test_pattern_without_a_working_day_cannot_be_planned():
    with pytest.raises(CannotPlan):
        propose(
            [course()],
            first=date(2026, 11, 1),
            weekdays={4, 5},
            holidays=set(),
            begins=NINE,
            ends=TWELVE,
        )
