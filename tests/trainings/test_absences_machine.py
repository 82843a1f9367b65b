"""Random histories of marks: what is followed up depends on what is marked, and on no order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.factories import EnrolmentFactory, SessionFactory
from tests.trainings.sync_world import phone_of
from trainings.absences.tend import next_step
from trainings.absences.values import Act, Facts, Said, Task
from trainings.models import Attendance, FollowUp

DAYS = [date(2026, 11, 1) + timedelta(days=day) for day in range(6)]
SESSIONS = [UUID(int=number + 1) for number in range(len(DAYS))]
MARKS = ["present", "late", "excused", "absent", "cleared"]
BY_A_PERSON = ["will_return", "needs_support", "unreachable", "left", "do_not_contact"]


def starts(day):
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def simply(marks):
    """The absences that should be followed up, told a second time: backwards, from the last."""
    told = [(day, mark) for day, mark in enumerate(marks) if mark is not None]
    missed = []
    for number, (day, mark) in enumerate(reversed(told)):
        if mark in ("present", "late") or (number == 0 and mark == "excused"):
            break
        if mark == "absent":
            missed.insert(0, day)
    return missed


class AWoman(RuleBasedStateMachine):
    """One woman, six days, marks in any order; and people who call her in between."""

    def __init__(self):
        super().__init__()
        self.marks = [None] * len(DAYS)
        self.today = DAYS[0]
        self.tasks = {}
        self.order = count()
        self.calls = set()
        self.never = False
        self.touched_by_people = False

    # --- What happens --------------------------------------------------------

    @rule(day=st.integers(0, len(DAYS) - 1), mark=st.sampled_from(MARKS))
    def somebody_marks_her(self, day, mark):
        self.marks[day] = None if mark == "cleared" else mark
        self.tend()

    @rule()
    def a_day_passes(self):
        self.today += timedelta(days=1)

    @precondition(lambda self: self.open_task)
    @rule()
    def somebody_works_on_it(self):
        self.put(replace(self.open_task, is_worked_on=True, has_calls=True))
        self.touched_by_people = True

    @precondition(lambda self: self.open_task)
    @rule()
    def her_friends_call(self):
        self.put(replace(self.open_task, has_calls=True))

    @precondition(lambda self: self.open_task)
    @rule(result=st.sampled_from(BY_A_PERSON))
    def somebody_says_what_came_of_it(self, result):
        task = self.open_task
        self.put(replace(task, result=result, closed_by_a_person=True, has_calls=True))
        self.never |= result == "do_not_contact"
        self.touched_by_people = True

    # --- The database, in short ----------------------------------------------

    @property
    def open_task(self):
        return next((task for _, task in self.tasks.values() if not task.result), None)

    @property
    def task(self):
        last = max(self.tasks.values(), default=(0, None), key=lambda entry: entry[0])[1]
        return self.open_task or last

    def put(self, task):
        opened, before = self.tasks.get(task.id, (next(self.order), None))
        self.tasks[task.id] = (opened, task)
        if task.has_calls:
            self.calls.add(task.id)
        assert before is None or before.has_calls <= task.has_calls

    def facts(self):
        said = [
            Said(SESSIONS[day], starts(DAYS[day]), DAYS[day], mark)
            for day, mark in enumerate(self.marks)
            if mark is not None
        ]
        return Facts(SESSIONS[0], tuple(said), asked_not_to_be_contacted=self.never, task=self.task)

    def tend(self):
        step = next_step(self.facts(), self.today)
        if step is None:
            return
        if step.act is Act.REMOVE:
            assert step.task not in self.calls
            del self.tasks[step.task]
        elif step.act is Act.CLOSE:
            self.put(replace(self.tasks[step.task][1], result=step.result))
        else:
            self.put(self.with_spell(step))
        # Once it was tended there is nothing more to do.
        assert next_step(self.facts(), self.today) is None

    def with_spell(self, step):
        before = self.tasks[step.task][1] if step.task else None
        return Task(
            id=step.task or uuid4(),
            first_session=step.first_session,
            first_starts_at=starts(DAYS[SESSIONS.index(step.first_session)]),
            last_session=step.last_session,
            last_starts_at=starts(DAYS[SESSIONS.index(step.last_session)]),
            absences=step.absences,
            due_on=step.due_on,
            is_worked_on=bool(before and step.act is Act.RENEW and before.is_worked_on),
            has_calls=bool(before and before.has_calls),
        )

    # --- What must be true ---------------------------------------------------

    @invariant()
    def no_more_than_one_is_open(self):
        assert sum(not task.result for _, task in self.tasks.values()) <= 1

    @invariant()
    def who_is_missed_is_followed_up(self):
        missed = simply(self.marks)
        if self.touched_by_people:
            return
        assert bool(self.open_task) == bool(missed)

    @invariant()
    def it_tells_of_her_spell(self):
        missed = simply(self.marks)
        task = self.open_task
        if not (task and missed):
            return
        assert task.absences == len(missed)
        assert task.first_session == SESSIONS[missed[0]]
        assert task.last_session == SESSIONS[missed[-1]]
        assert task.due_on > DAYS[missed[0]]
        assert task.due_on.weekday() not in (4, 5)

    @invariant()
    def calls_are_never_lost(self):
        assert self.calls <= self.tasks.keys()

    @invariant()
    def who_wants_to_be_left_alone_is(self):
        assert not (self.never and self.open_task)


TestAWoman = AWoman.TestCase
TestAWoman.settings = settings(max_examples=300, stateful_step_count=30, deadline=None)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(0, 3), st.integers(0, 1), st.sampled_from(MARKS)),
            min_size=1,
            max_size=4,
            unique_by=lambda one: one[:2],
        ),
        min_size=1,
        max_size=6,
    )
)
def test_database_follows_up_whom_the_model_would(batches):
    with transaction.atomic():
        women = EnrolmentFactory.create_batch(1)
        women.append(EnrolmentFactory(cohort=women[0].cohort))
        sessions = [SessionFactory(cohort=women[0].cohort, day=day) for day in DAYS[:4]]
        phone = phone_of(sessions[0])
        for batch in batches:
            phone.send(
                *(
                    phone.mark(
                        sessions[day],
                        women[who],
                        mark,
                        base=Attendance.objects.filter(
                            session=sessions[day], enrolment=women[who]
                        ).count()
                        * 1000,
                    )
                    for day, who, mark in batch
                )
            )
        found = {
            task.enrolment: (task.first_session, task.last_session, task.absences)
            for task in FollowUp.objects.open()
        }
        marks = {(row.session_id, row.enrolment_id): row.mark for row in Attendance.objects.all()}
        expected = {}
        for woman in women:
            missed = simply([marks.get((session.pk, woman.pk)) for session in sessions])
            if missed:
                expected[woman] = (sessions[missed[0]], sessions[missed[-1]], len(missed))
        assert found == expected
        transaction.set_rollback(True)
