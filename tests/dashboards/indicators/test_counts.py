"""Units into tables, and tables into what may be shown."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboards.indicators.counts import count
from dashboards.indicators.registry import Question, registered
from dashboards.indicators.shown import protect_counts
from dashboards.indicators.units import AGES, STATUSES, Answer, Kind, Unit


def question(kind=Kind.PEOPLE, sides=("status",), zeros="show"):
    return Question("q", "Q", "women", kind, lambda period: Answer([]), sides, zeros)


def women(number, amount=1, base=0, **sides):
    return [Unit(uuid.uuid4(), amount, base, **sides) for _ in range(number)]


def shown(kind, units, sides=("status",), zeros="show", behind=None):
    asked = question(kind, sides, zeros)
    return protect_counts(asked, count(Answer(units, behind), kind, sides))


def test_every_table_is_a_partition_with_unknown_as_a_category():
    units = women(6, status="idp", age="18-24") + women(7, status="host", age="nonsense")

    by_age, by_disability = count(Answer(units), Kind.PEOPLE, ("status", "age", "disability"))

    assert by_age.cells[STATUSES.index("host")][AGES.index("unknown")].amount == 7
    for table in (by_age, by_disability):
        assert sum(cell.amount for line in table.cells for cell in line) == 13


WOMAN = st.tuples(
    st.integers(0, 40),
    st.integers(0, 40),
    st.sampled_from([*STATUSES, "never heard of"]),
    st.sampled_from([*AGES, ""]),
    st.sampled_from(["yes", "no", "unknown", "maybe"]),
)


@given(st.lists(WOMAN, max_size=30), st.sampled_from(list(Kind)))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_disaggregations_can_only_partition_the_total(women, kind):
    units = [Unit(uuid.uuid4(), min(some, all_), all_, *sides) for some, all_, *sides in women]
    sides = ("status", "age", "disability") if kind is not Kind.SHARE else ("status",)

    tables = count(Answer(units), kind, sides)

    for table in tables:
        cells = [cell for line in table.cells for cell in line]
        people = kind is Kind.PEOPLE
        assert sum(cell.behind for cell in cells) == len(units)
        assert sum(cell.amount for cell in cells) == (
            len(units) if people else sum(one.amount for one in units)
        )
        assert sum(cell.base for cell in cells) == (0 if people else sum(u.base for u in units))


def test_a_woman_counts_once_however_many_units_she_has():
    (person,) = women(1, status="idp")

    (table,) = count(Answer([person, person]), Kind.PEOPLE, ())

    assert table.cells[0][0].amount == 1


def test_a_small_group_is_hidden_with_its_complement():
    (table,) = shown(Kind.PEOPLE, women(3, status="idp") + women(9, status="host"))

    told = dict(zip(table["rows"], table["row_totals"], strict=True))
    assert told["idp"] == {"amount": None, "base": None, "percent": None, "hidden": True}
    assert told["host"]["hidden"]
    assert told["unknown"]["amount"] == 0
    assert table["total"]["amount"] == 12


def test_minutes_of_a_few_women_are_hidden_however_many_they_are():
    units = women(4, amount=4500, status="idp") + women(8, amount=90, status="host")

    (table,) = shown(Kind.SUM, units + women(9, amount=90, status="returnee"))

    told = dict(zip(table["rows"], table["row_totals"], strict=True))
    assert told["idp"]["hidden"]
    assert told["host"]["hidden"]
    assert told["returnee"]["amount"] == 810


def test_a_share_is_told_with_its_counts():
    (table,) = shown(Kind.SHARE, women(10, amount=8, base=10, status="idp"))

    assert table["total"] == {"amount": 80, "base": 100, "percent": 80, "hidden": False}


def test_a_share_with_a_small_part_tells_neither_part():
    units = women(10, amount=10, base=10, status="idp")
    units += women(5, amount=9, base=10, status="host")
    units[-1] = units[-1]._replace(amount=7)

    (table,) = shown(Kind.SHARE, units)

    told = dict(zip(table["rows"], table["row_totals"], strict=True))
    assert told["idp"] == {"amount": 100, "base": 100, "percent": None, "hidden": False}
    assert not told["host"]["hidden"]
    units[-1] = units[-1]._replace(amount=10)
    (table,) = shown(Kind.SHARE, units)
    told = dict(zip(table["rows"], table["row_totals"], strict=True))
    assert told["host"]["hidden"]


def test_sessions_are_told_though_they_are_few_when_enough_women_stand_behind():
    (table,) = shown(Kind.SHARE, [Unit(None, 3, 4)], sides=(), behind=25)

    assert table["total"]["amount"] == 3
    (table,) = shown(Kind.SHARE, [Unit(None, 3, 4)], sides=(), behind=4)
    assert table["total"]["hidden"]


def test_two_tables_of_a_share_would_tell_too_much():
    with pytest.raises(ValueError, match="one side"):
        question(Kind.SHARE, ("status", "age"))


def test_who_registered():
    assert list(registered()) == [
        "women_enrolled",
        "women_completed",
        "attendance_rate",
        "commitment_rate",
        "dialogue_minutes",
        "sessions_held",
        "cohorts_within_balance",
        "progression",
        "playroom_children",
        "playroom_stays",
        "playroom_hours",
        "playroom_mothers",
        "playroom_attendance",
        "playroom_above_ratio",
        "follow_ups_in_time",
        "visits_made",
        "visits_across",
        "visits_excepted",
        "households_visited",
        "households_in_touch",
        "garments_delivered",
        "graduates_active",
    ]


def absences(women, each, *, there=10, **sides):
    return [Unit(uuid.uuid4(), there, there + each, **sides) for _ in range(women)]


def test_many_absences_of_a_few_women_are_hidden():
    few, many = absences(2, 3, status="idp"), absences(40, 1, status="host")
    always = absences(20, 0, status="idp")

    (table,) = shown(Kind.SHARE, [*few, *many, *always])

    idp, host = table["row_totals"][:2]
    # 6 of 226 absences: more than five marks, of two women.
    assert idp["hidden"]
    # With the total beside it, the other status would tell them.
    assert host["hidden"] or table["total"]["hidden"]


def test_as_many_absences_of_enough_women_are_told():
    units = [*absences(6, 1, status="idp"), *absences(20, 0, status="idp")]

    (table,) = shown(Kind.SHARE, [*units, *absences(40, 1, status="host")])

    assert table["row_totals"][0]["amount"] == 260
    assert table["row_totals"][0]["base"] == 266


def test_few_who_were_ever_there_are_hidden_too():
    never, there = absences(20, 5, there=0, status="idp"), absences(2, 5, there=4, status="idp")

    (table,) = shown(Kind.SHARE, [*never, *there], sides=())

    assert table["total"]["hidden"]
