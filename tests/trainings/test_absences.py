"""A spell of absence opens one follow-up, and the marks renew, close or take it away."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from programmes.calendar import working_days_before
from tests.factories import (
    CallFactory,
    HolidayFactory,
)
from tests.trainings.absence_story import Story
from trainings.models import Attendance, FollowUp
from trainings.queries import absences, attendance_state

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return Story()


def test_absence_opens_a_follow_up_at_her_place(story):
    story.mark(1, "absent")

    task = story.task
    assert (task.enrolment, task.cohort, task.project_site) == (
        story.place,
        story.place.cohort,
        story.place.project_site,
    )
    assert (task.first_session, task.last_session) == (story.at(1), story.at(1))
    assert (task.absences, task.is_open, task.is_urgent) == (1, True, False)


@pytest.fixture
def records(monkeypatch):
    """Whose marks before were read with the state of the rows."""
    read = []

    def record_of(enrolment, told):
        read.append(enrolment)
        return absences.record_of(enrolment, told)

    monkeypatch.setattr(attendance_state, "record_of", record_of)
    return read


def test_who_is_there_as_before_costs_no_look_at_her_record(story, records):
    story.mark(2, "absent")
    story.mark(1, "late", minutes_late=5)
    del records[:]

    story.mark(1, "late", minutes_late=6)
    story.mark(0, "present")

    assert records == []


def test_record_is_read_where_an_absence_begins_or_ends(story, records):
    story.mark(2, "absent")
    story.mark(1, "present")
    story.mark(1, "excused")

    assert records == [story.place.pk] * 3


@pytest.mark.parametrize("mark", ["present", "late", "excused"])
def test_other_marks_open_none(story, mark):
    story.mark(1, mark)

    assert story.told == []


def test_due_on_the_next_working_day(story):
    today = timezone.localdate()
    # The last Thursday: the weekend follows, and then a holiday.
    thursday = today - timedelta(days=(today.weekday() - 3) % 7 or 7)
    HolidayFactory(on_day=thursday + timedelta(days=3))

    story.mark((today - thursday).days, "absent")

    assert story.task.due_on == thursday + timedelta(days=4)
    assert working_days_before(story.task.due_on, 1, {thursday + timedelta(days=3)}) == thursday


def test_holiday_of_another_governorate_is_no_holiday_here(story):
    sunday = date(2026, 11, 15)
    HolidayFactory(on_day=sunday + timedelta(days=1), governorate_id="IQG01")

    story.mark((timezone.localdate() - sunday).days, "absent")

    assert story.task.due_on == sunday + timedelta(days=1)


def test_absent_again_never_makes_a_second_one(story):
    for days_ago in (9, 8, 7):
        story.mark(days_ago, "absent")

    task = story.task
    assert (task.absences, task.is_urgent, task.asks_for_a_visit) == (3, True, True)
    assert (task.first_session, task.last_session) == (story.at(9), story.at(7))


def test_two_in_a_row_are_urgent_and_no_reason_to_visit_yet(story):
    story.mark(9, "absent")
    story.mark(8, "absent")

    assert (story.task.is_urgent, story.task.asks_for_a_visit) == (True, False)


def test_never_drops_anybody(story):
    for days_ago in range(20, 0, -1):
        story.mark(days_ago, "absent")

    story.place.refresh_from_db()
    assert (story.place.state, story.place.to_on) == ("enrolled", None)


@pytest.mark.parametrize("mark", ["present", "late"])
def test_coming_back_closes_it(story, mark):
    story.mark(8, "absent")
    story.mark(1, mark)

    assert story.told == [("returned", 1)]
    assert story.task.closed_by is None


def test_coming_back_the_same_day_is_a_return(story):
    story.mark(0, "absent", hour=6)
    story.mark(0, "present", hour=9)

    assert story.told == [("returned", 1)]


def test_coming_back_does_not_close_what_somebody_works_on(story):
    story.mark(8, "absent")
    FollowUp.objects.update(worked_on_at=timezone.now())

    story.mark(1, "present")

    assert story.told == [("", 1)]


def test_call_of_her_friends_does_not_keep_it_open(story):
    story.mark(8, "absent")
    CallFactory(follow_up=story.task, caller="friends", outcome="reached")

    story.mark(1, "present")

    assert story.told == [("returned", 1)]


def test_excuse_later_closes_it_as_somebody_knows_why(story):
    story.mark(8, "absent")
    story.mark(1, "excused")

    assert story.told == [("excused", 1)]


def test_excuse_in_between_neither_adds_nor_ends(story):
    story.mark(9, "absent")
    story.mark(8, "excused")
    story.mark(7, "absent")

    assert story.told == [("", 2)]


@pytest.mark.parametrize("mark", ["present", "late", "excused", "cleared"])
def test_better_mark_before_it_is_due_leaves_no_trace(story, mark):
    story.mark(0, "absent")
    story.mark(0, mark)

    assert story.told == []


def test_undo_before_it_is_due_leaves_no_trace(story):
    story.mark(0, "absent")
    winner = Attendance.objects.get(enrolment=story.place).winner_id

    story.mark(0, "cleared", undoes=str(winner))

    assert story.told == []


def test_correction_after_it_was_due_is_told_from_a_return(story):
    story.mark(8, "absent")
    story.mark(8, "present")

    assert story.told == [("corrected", 1)]


def test_excuse_after_it_was_due_closes_it(story):
    story.mark(8, "absent")
    story.mark(8, "excused")

    assert story.told == [("excused", 1)]


def test_worked_on_but_not_absent_after_all_is_closed(story):
    story.mark(8, "absent")
    FollowUp.objects.update(worked_on_at=timezone.now())

    story.mark(8, "present")

    assert story.told == [("corrected", 1)]


def test_one_that_was_called_is_closed_and_never_removed(story):
    story.mark(0, "absent")
    CallFactory(follow_up=story.task, caller="friends")

    story.mark(0, "present")

    assert story.told == [("corrected", 1)]


def test_absence_that_arrives_after_her_return_opens_none(story):
    story.mark(1, "present")
    story.mark(8, "absent")

    assert story.told == []


def test_return_taken_back_opens_it_again(story):
    story.mark(8, "absent")
    story.mark(1, "present")
    story.mark(1, "cleared")

    assert story.told == [("", 1)]


def test_return_that_was_an_absence_opens_it_again_with_both(story):
    story.mark(8, "absent")
    story.mark(1, "present")
    story.mark(1, "absent")

    assert story.told == [("", 2)]


def test_absence_after_a_return_is_a_spell_of_its_own(story):
    story.mark(9, "absent")
    story.mark(8, "present")
    story.mark(7, "absent")

    assert story.told == [("returned", 1), ("", 1)]


def test_earlier_absence_that_arrives_late_counts_along(story):
    story.mark(7, "absent")
    story.mark(9, "absent")

    assert story.told == [("", 2)]
    assert story.task.first_session == story.at(9)


def test_first_of_two_absences_taken_back_leaves_one(story):
    story.mark(9, "absent")
    story.mark(8, "absent")
    story.mark(9, "present")

    assert story.told == [("", 1)]
    assert story.task.first_session == story.at(8)
