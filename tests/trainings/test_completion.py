"""Whether a woman completed a course: the rule, and what it reads of her."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import (
    EnrolmentFactory,
    ModuleFactory,
    SessionFactory,
    SkillFactory,
    SkillRatingFactory,
)
from tests.trainings.course_world import TODAY, course, held, woman_of
from tests.trainings.marking import mark
from trainings.completion import Asked, Condition, Record, Rule, conditions, is_completed
from trainings.models import Attendance
from trainings.queries.completion import records_of, rule_of

pytestmark = pytest.mark.django_db


def record_of(place):
    rule = rule_of(place.cohort.version)
    return records_of([place.pk], rule)[place.pk].record


def days(*ago):
    return [TODAY - timedelta(days=day) for day in ago]


# --- The rule ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "hers", "met", "percent"),
    [
        (31, 36, True, 86),
        (28, 35, True, 80),
        (27, 34, False, 79),
        (43, 54, False, 79),  # 79.6 % is not 80
        (0, 0, False, 0),
        (1, 1, True, 100),
    ],
)
def test_attendance_counts_exactly_and_is_told_rounded_down(there, hers, met, percent):
    [found] = conditions(Rule(percent=80), Record(hers=hers, there=there))

    assert (found.is_met, found.percent) == (met, percent)


@given(st.integers(0, 100), st.integers(1, 300), st.data())
def test_told_percentage_never_says_more_than_the_decision(need, hers, data):
    there = data.draw(st.integers(0, hers))
    [found] = conditions(Rule(percent=need), Record(hers=hers, there=there))

    assert found.is_met == (found.percent >= need)


def test_rule_asks_for_what_it_names_and_nothing_else():
    rule = Rule(percent=80, dialogue_minutes=360, assessment=True, skill_level=2)
    full = Record(10, 10, 360, 1, True, 6, 6, 6)

    assert [one.asked for one in conditions(rule, full)] == list(Asked)
    assert is_completed(conditions(rule, full))
    assert [one.asked for one in conditions(Rule(percent=80), full)] == [Asked.ATTENDANCE]


@pytest.mark.parametrize(
    ("lacking", "asked"),
    [
        ({"there": 7}, Asked.ATTENDANCE),
        ({"dialogue_minutes": 359}, Asked.DIALOGUE),
        ({"was_at_last_assessment": False}, Asked.ASSESSMENT),
        ({"skills_reached": 5}, Asked.SKILLS),
    ],
)
def test_each_condition_alone_can_fail(lacking, asked):
    rule = Rule(percent=80, dialogue_minutes=360, assessment=True, skill_level=2)
    said = {
        "hers": 10,
        "there": 8,
        "dialogue_minutes": 360,
        "assessments": 1,
        "was_at_last_assessment": True,
        "skills": 6,
        "skills_rated": 6,
        "skills_reached": 6,
    }

    found = conditions(rule, Record(**said | lacking))

    assert [one.asked for one in found if not one.is_met] == [asked]
    assert not is_completed(found)


def test_condition_is_kept_as_it_was_seen():
    assert Condition(Asked.ATTENDANCE, True, 31, 80, 36).as_json() == {
        "asked": "attendance",
        "is_met": True,
        "have": 31,
        "need": 80,
        "of": 36,
    }


# --- What it reads -----------------------------------------------------------


def test_present_and_late_are_there_excused_and_absent_are_not():
    cohort = course()
    for ago in (9, 8, 7, 6):
        held(cohort, ago)

    record = record_of(woman_of(cohort, "plea"))

    assert (record.hers, record.there) == (4, 2)


def test_only_sessions_held_while_she_had_a_place_are_hers():
    cohort = course()
    for ago in (9, 8, 7, 6):
        held(cohort, ago)
    place = woman_of(cohort, "pppp", from_on=days(8)[0], to_on=days(6)[0])

    assert record_of(place).hers == 2


def test_session_that_was_called_off_is_nobodys_and_its_makeup_counts():
    cohort = course()
    off = held(cohort, 9)
    woman = woman_of(cohort, "a")
    off.state, off.state_reason = "postponed", "power"
    off.save()
    makeup = held(cohort, 5, makeup_of=off)
    mark(makeup, woman)

    record = record_of(woman)

    assert (record.hers, record.there) == (1, 1)


def test_session_without_a_mark_is_named_and_not_counted():
    cohort = course()
    first, second = held(cohort, 9), held(cohort, 8)
    woman = woman_of(cohort, "p-")
    found = records_of([woman.pk], rule_of(cohort.version))[woman.pk]

    assert (found.record.hers, found.record.there) == (1, 1)
    assert found.without_a_mark == {second.pk}
    assert first.pk != second.pk


def test_session_to_come_is_without_a_mark():
    cohort = course()
    woman = EnrolmentFactory(cohort=cohort)
    coming = SessionFactory(cohort=cohort, day=TODAY + timedelta(days=3))

    assert records_of([woman.pk], rule_of(cohort.version))[woman.pk].without_a_mark == {coming.pk}


def test_cleared_mark_is_none():
    cohort = course()
    session = held(cohort, 9)
    woman = EnrolmentFactory(cohort=cohort)
    mark(session, woman, None)

    assert records_of([woman.pk], rule_of(cohort.version))[woman.pk].without_a_mark == {session.pk}


def test_dialogue_minutes_are_those_she_was_there():
    cohort = course()
    day = held(cohort, 9)
    dialogue = ModuleFactory(version=cohort.version, kind="dialogue")
    inside = SessionFactory(
        cohort=cohort,
        parent=day,
        state="held",
        module=dialogue,
        starts_at=day.starts_at + timedelta(minutes=60),
        ends_at=day.starts_at + timedelta(minutes=105),
    )
    alone = held(cohort, 8, kind="dialogue")
    woman = woman_of(cohort, "pl")
    mark(inside, woman)
    Attendance.objects.filter(session=inside).update(left_early_minutes=5)
    Attendance.objects.filter(session=alone).update(mark="late", minutes_late=20)

    assert record_of(woman).dialogue_minutes == 40 + 160


def test_minutes_never_fall_below_none():
    cohort = course()
    session = held(cohort, 8, kind="dialogue", hours=1)
    woman = woman_of(cohort, "l")
    Attendance.objects.filter(session=session).update(minutes_late=90)

    assert record_of(woman).dialogue_minutes == 0


@pytest.mark.parametrize(("marks", "was_there"), [("ap", True), ("pa", False), ("pl", True)])
def test_last_assessment_decides(marks, was_there):
    cohort = course()
    for ago in (9, 2):
        held(cohort, ago, kind="assessment")

    record = record_of(woman_of(cohort, marks))

    assert (record.assessments, record.was_at_last_assessment) == (2, was_there)


def test_skills_at_the_end_count_and_halfway_does_not():
    cohort = course(completion_skill_level=2)
    skills = [SkillFactory(version=cohort.version) for _ in range(3)]
    woman = EnrolmentFactory(cohort=cohort)
    for skill, level in zip(skills[:2], (1, 2), strict=True):
        SkillRatingFactory(enrolment=woman, skill=skill, level=level)
    SkillRatingFactory(enrolment=woman, skill=skills[2], level=3, stage="mid")

    record = record_of(woman)

    assert (record.skills, record.skills_rated, record.skills_reached) == (3, 2, 1)


def test_chain_of_places_counts_each_over_its_own_dates():
    first, second, third = (course() for _ in range(3))
    for cohort in (first, second, third):
        for ago in (9, 8, 7, 6, 5, 4):
            held(cohort, ago)
    place = woman_of(first, "pp----", to_on=days(7)[0], state="transferred")
    moved = EnrolmentFactory(
        cohort=second,
        participant=place.participant,
        transferred_from=place,
        from_on=days(7)[0],
        to_on=days(5)[0],
        state="transferred",
    )
    now = EnrolmentFactory(
        cohort=third, participant=place.participant, transferred_from=moved, from_on=days(5)[0]
    )
    for session, letter in zip(second.sessions.order_by("starts_at"), "--ap--", strict=True):
        if letter != "-":
            mark(session, moved, {"a": "absent", "p": "present"}[letter])
    for session in third.sessions.order_by("starts_at")[4:]:
        mark(session, now)

    found = records_of([now.pk], rule_of(third.version))[now.pk]

    assert (found.record.hers, found.record.there) == (6, 5)
    assert found.without_a_mark == frozenset()


@pytest.mark.parametrize("people", [1, 40])
def test_whole_class_is_read_at_once(people, django_assert_num_queries):
    cohort = course()
    held(cohort, 3)
    women = [woman_of(cohort, "p") for _ in range(people)]

    with django_assert_num_queries(2):  # the scope, the records
        found = records_of([woman.pk for woman in women], rule_of(cohort.version))

    assert len(found) == people
