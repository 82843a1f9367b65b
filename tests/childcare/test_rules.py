"""Who gets a child: only who answers every question rightly."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childcare.models.refusal import Why
from childcare.models.stay import Check
from childcare.rules import OLDEST_LIST, Case, Collector, Line, Verdict, decide

DAY = date(2026, 11, 23)
MOTHER, AUNT, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
LINE = UUID(int=10)


def line(**said):
    return Line(
        **{
            "id": LINE,
            "who": "خاله",
            "participant_id": None,
            "from_on": DAY,
            "to_on": None,
            "is_blocked": False,
            "is_revoked": False,
        }
        | said
    )


def case(*lines, **said):
    return Case(
        **{
            "is_inside": True,
            "guardians": {MOTHER},
            "lines": lines,
            "day": DAY,
            "list_age": timedelta(minutes=5),
            "carer_is_cleared": True,
            "code": "4821",
        }
        | said
    )


mother = Collector(who="زینب", participant_id=MOTHER, is_guardian=True)
listed = Collector(who="خاله")
ONE_DAY = timedelta(days=1)


def test_mother_takes_her_child():
    assert decide(case(), mother) == Verdict(check="mother")


def test_who_is_listed_takes_it_too():
    assert decide(case(line()), listed) == Verdict(check="listed", line=LINE)
    assert decide(case(line(to_on=DAY + ONE_DAY)), listed).check == "listed"


def test_code_of_the_day_checks_who_is_listed_and_nobody_else():
    told = Collector(who="خاله", code="4821")

    assert decide(case(line()), told) == Verdict(check="code", line=LINE)
    assert decide(case(), told) == Verdict("unlisted")
    assert decide(case(line(), code=None), told) == Verdict("wrong_code")
    assert decide(case(line()), Collector(who="خاله", code="4822")) == Verdict("wrong_code")
    assert decide(case(line()), Collector(who="خاله", code="")) == Verdict("wrong_code")


@pytest.mark.parametrize(
    ("found", "who", "why"),
    [
        (case(line(), is_inside=False), listed, "already_out"),
        (case(is_inside=False), mother, "already_out"),
        (case(line(), carer_is_cleared=False), listed, "no_clearance"),
        (case(list_age=OLDEST_LIST + timedelta(seconds=1)), mother, "old_list"),
        (case(list_age=timedelta(seconds=-1)), mother, "old_list"),
        (case(), listed, "unlisted"),
        (case(line(who="خال")), listed, "unlisted"),
        (case(), Collector(who="زینب", participant_id=AUNT, is_guardian=True), "unlisted"),
        (case(line(is_revoked=True)), listed, "revoked"),
        (case(line(from_on=DAY + ONE_DAY)), listed, "expired"),
        (case(line(from_on=DAY - ONE_DAY, to_on=DAY)), listed, "expired"),
        (case(line(is_blocked=True)), listed, "blocked"),
        (case(line(), line(is_blocked=True, from_on=DAY + ONE_DAY)), listed, "blocked"),
        (case(line(is_blocked=True, who="؟", participant_id=MOTHER)), mother, "blocked"),
        (case(line(is_blocked=True, who="زینب")), mother, "blocked"),
    ],
)
def test_refused(found, who, why):
    assert decide(found, who) == Verdict(why)


def test_list_is_good_for_exactly_twelve_hours():
    assert decide(case(list_age=OLDEST_LIST), mother).check == "mother"


def test_block_that_was_taken_back_refuses_nobody():
    assert decide(case(line(), line(is_blocked=True, is_revoked=True)), listed).check == "listed"


def test_newer_line_stands_where_an_older_one_was_taken_back():
    lines = (line(is_revoked=True), line(id=OTHER), line(to_on=DAY, from_on=DAY - ONE_DAY))

    assert decide(case(*lines), listed) == Verdict(check="listed", line=OTHER)


people = st.sampled_from([None, MOTHER, AUNT, OTHER])
names = st.sampled_from(["خاله", "خال", "زینب"])
days = st.sampled_from([DAY - ONE_DAY, DAY, DAY + ONE_DAY])
lines = st.builds(
    Line,
    id=st.uuids(),
    who=names,
    participant_id=people,
    from_on=days,
    to_on=st.none() | days,
    is_blocked=st.booleans(),
    is_revoked=st.booleans(),
)
cases = st.builds(
    Case,
    is_inside=st.booleans(),
    guardians=st.sets(st.sampled_from([MOTHER, AUNT])),
    lines=st.lists(lines, max_size=4),
    day=st.just(DAY),
    list_age=st.sampled_from([timedelta(0), OLDEST_LIST, OLDEST_LIST * 2]),
    carer_is_cleared=st.booleans(),
    code=st.sampled_from([None, "1", "2"]),
)
collectors = st.builds(
    Collector,
    who=names,
    participant_id=people,
    is_guardian=st.booleans(),
    code=st.sampled_from([None, "", "1"]),
)


@given(cases, collectors)
def test_no_way_out_leads_past_a_check(found, who):
    """Written anew, the other way round: what must hold of everybody who got the child."""
    verdict = decide(found, who)

    assert (verdict.why_not == "") == (verdict.check in Check.values)
    if verdict.why_not:
        assert verdict.why_not in Why.values
        assert verdict.line is None
        return
    assert found.is_inside
    assert found.carer_is_cleared
    assert found.list_age <= OLDEST_LIST
    for one in found.lines:
        known = one.participant_id is not None and one.participant_id == who.participant_id
        same = known or one.who == who.who
        assert not (same and one.is_blocked and not one.is_revoked)
    if verdict.check == "mother":
        assert who.participant_id in found.guardians
        return
    [one] = [one for one in found.lines if one.id == verdict.line]
    assert not one.is_revoked
    assert one.from_on <= DAY
    assert one.to_on is None or one.to_on > DAY
    assert who.code is None or who.code == found.code
