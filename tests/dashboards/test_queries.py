"""The questions about classes against the same numbers counted another way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dashboards.indicators.units import Period
from dashboards.queries import classes, marks, women
from participants.models import Participant
from tests.dashboards.history import FIRST, History
from tests.factories import (
    CohortFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    ParticipantFactory,
    SessionFactory,
)
from trainings.models import Session

pytestmark = pytest.mark.django_db

PERIODS = [(FIRST, FIRST + timedelta(days=19)), (FIRST + timedelta(days=4), date(2026, 3, 12))]


@pytest.fixture(params=[1, 2, 3])
def history(request):
    return History(request.param)


def by_woman(answer):
    return {(unit.person, unit.status): (unit.amount, unit.base) for unit in answer.units}


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_marks_agree_with_another_count(history, first, last):
    period = Period(history.places, first, last)
    expected = history.marks(first, last)

    marked = {key: told for key, told in expected.items() if told[2]}
    assert by_woman(marks.attendance_rate(period)) == {
        key: (there, all_marked) for key, (there, _kept, all_marked, _hers) in marked.items()
    }
    assert by_woman(marks.commitment_rate(period)) == {
        key: (kept, all_marked) for key, (_there, kept, all_marked, _hers) in marked.items()
    }
    assert by_woman(marks.coverage(period)) == {
        key: (all_marked, hers) for key, (_there, _kept, all_marked, hers) in expected.items()
    }


def test_minutes_agree_with_another_count(history):
    first, last = PERIODS[0]
    told = marks.dialogue_minutes(Period(history.places, first, last))

    assert by_woman(told) == history.minutes(first, last)


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_women_enrolled_agree_with_another_count(history, first, last):
    told = women.women_enrolled(Period(history.places, first, last))
    expected = history.enrolled(first, last)

    assert {unit.person for unit in told.units} == set(expected)
    assert len(told.units) == len(expected)
    for unit in told.units:
        person = Participant.objects.get(pk=unit.person)
        assert unit.status == history.status(person, expected[unit.person])


def test_sessions_held_agree_with_another_count(history):
    first, last = PERIODS[0]
    (unit,) = classes.sessions_held(Period(history.places, first, last)).units
    mine = Session.objects.filter(parent=None, project_site__in=history.places)

    assert unit.base == mine.count()
    assert unit.amount == mine.filter(state="held").count()


@pytest.fixture
def place():
    return CohortFactory(starts_on=FIRST, ends_on=FIRST + timedelta(days=60))


def period_of(cohort, days=60):
    return Period([cohort.project_site_id], FIRST, FIRST + timedelta(days=days))


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (None, "unknown"),
        (date(2008, 3, 2), "0-17"),
        (date(2008, 3, 1), "18-24"),
        (date(1986, 3, 2), "25-39"),
        (date(1986, 3, 1), "40-59"),
        (date(1966, 3, 1), "60+"),
    ],
)
def test_age_is_that_of_her_first_day(place, born, band):
    person = ParticipantFactory(
        project_sites=[place.project_site_id], born_on=born, born_precision="day" if born else ""
    )
    EnrolmentFactory(cohort=place, participant=person, from_on=FIRST)

    (unit,) = women.women_enrolled(period_of(place)).units

    assert unit.age == band


def test_status_is_that_of_her_first_day(place):
    enrolment = EnrolmentFactory(cohort=place, from_on=FIRST + timedelta(days=5))
    for status, begins, ends in (("idp", 0, 5), ("host", 5, 6), ("idp", 6, None)):
        DisplacementEpisodeFactory(
            participant=enrolment.participant,
            status=status,
            from_on=FIRST + timedelta(days=begins),
            to_on=FIRST + timedelta(days=ends) if ends else None,
        )

    (unit,) = women.women_enrolled(period_of(place)).units

    assert unit.status == "host"


def test_who_completed_and_came_again_went_on(place):
    other = CohortFactory(project_site=place.project_site, starts_on=FIRST)
    same_course = CohortFactory(project_site=place.project_site, version=place.version)
    done = [
        EnrolmentFactory(
            cohort=place, state="completed", from_on=FIRST, to_on=FIRST + timedelta(days=30)
        )
        for _ in range(3)
    ]
    EnrolmentFactory(
        cohort=other, participant=done[0].participant, from_on=FIRST + timedelta(days=31)
    )
    EnrolmentFactory(
        cohort=same_course, participant=done[1].participant, from_on=FIRST + timedelta(days=31)
    )

    told = women.women_who_went_on(period_of(place))

    assert {unit.person for unit in told.units if unit.amount} == {done[0].participant_id}
    assert len(told.units) == 3


def test_completing_counts_on_the_last_day(place):
    EnrolmentFactory(
        cohort=place, state="completed", from_on=FIRST, to_on=FIRST + timedelta(days=31)
    )

    assert len(women.women_completed(period_of(place, days=29)).units) == 0
    assert len(women.women_completed(period_of(place, days=30)).units) == 1


@pytest.mark.parametrize(("displaced", "host", "met"), [(4, 6, 1), (3, 7, 0), (10, 0, 0)])
def test_a_cohort_is_within_balance_or_not(place, displaced, host, met):
    for status, number in (("idp", displaced), ("host", host)):
        for _ in range(number):
            enrolment = EnrolmentFactory(cohort=place, from_on=FIRST)
            DisplacementEpisodeFactory(
                participant=enrolment.participant, status=status, from_on=FIRST
            )

    answer = classes.cohorts_within_balance(period_of(place))

    assert [(unit.amount, unit.base) for unit in answer.units] == [(met, 1)]
    assert answer.behind == 10


def test_a_make_up_replaces_what_fell_out(place):
    off = SessionFactory(cohort=place, day=FIRST, state="cancelled", state_reason="power")
    SessionFactory(cohort=place, day=FIRST + timedelta(days=1), state="held", makeup_of=off)
    SessionFactory(cohort=place, day=FIRST + timedelta(days=2), state="planned")

    (unit,) = classes.sessions_held(period_of(place)).units

    assert (unit.amount, unit.base) == (1, 2)
