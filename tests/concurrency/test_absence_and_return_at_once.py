"""Two sessions of one cohort, recorded at the same moment, decide together who is missed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.concurrency.together import at_once
from tests.factories import SessionFactory
from tests.trainings.sync_world import class_of, phone_of
from trainings.models import FollowUp, Session
from trainings.services.session_state import set_session_state

LAST_WEEK = timezone.localdate() - timedelta(days=7)


def two_sessions(women=8):
    session, places = class_of(women, day=LAST_WEEK)
    return session, SessionFactory(cohort=session.cohort, day=LAST_WEEK, hour=15), places


def missed_in_the_morning_and_back_in_the_afternoon():
    morning, afternoon, women = two_sessions()
    phones = phone_of(morning), phone_of(afternoon)
    batches = [
        [phone.mark(session, woman, mark) for woman in order]
        for phone, session, mark, order in (
            (phones[0], morning, "absent", women),
            (phones[1], afternoon, "present", women[::-1]),
        )
    ]

    answers = at_once(
        *(
            lambda phone=phone, batch=batch: phone.send(*batch)
            for phone, batch in zip(phones, batches, strict=True)
        )
    )

    assert [answer.response.status_code for answer in answers] == [200, 200]
    assert not FollowUp.objects.open().filter(enrolment__in=women).exists()


def call_off(session, by):
    session = Session.objects.get(pk=session.pk)
    set_session_state(session=session, state="cancelled", reason="power", by=by)


def test_nobody_is_followed_up_who_came_back_meanwhile(committed):
    for _ in range(4):
        missed_in_the_morning_and_back_in_the_afternoon()


@pytest.mark.long
def test_nobody_is_followed_up_who_came_back_meanwhile_in_50_rounds(committed):
    for _ in range(50):
        missed_in_the_morning_and_back_in_the_afternoon()


def test_absent_at_two_sessions_at_once_is_one_follow_up_of_two(committed):
    morning, afternoon, women = two_sessions()
    phones = phone_of(morning), phone_of(afternoon)

    answers = at_once(
        lambda: phones[0].send(*(phones[0].mark(morning, woman, "absent") for woman in women)),
        lambda: phones[1].send(*(phones[1].mark(afternoon, woman, "absent") for woman in women)),
    )

    assert [answer.response.status_code for answer in answers] == [200, 200]
    assert list(FollowUp.objects.values_list("absences", flat=True)) == [2] * len(women)


def test_marks_and_a_cancellation_of_one_cohort_take_turns(committed):
    morning, afternoon, women = two_sessions(3)
    phone, other = phone_of(morning), phone_of(afternoon)

    for _ in range(5):
        marks = [phone.mark(morning, woman, "absent", base=1000) for woman in women]
        others = [other.mark(afternoon, woman, "absent", base=1000) for woman in women]
        at_once(
            lambda marks=marks: phone.send(*marks),
            lambda others=others: other.send(*others),
            lambda: call_off(morning, phone.user),
        )

    # The afternoon alone took place, and everybody was absent then.
    assert set(FollowUp.objects.values_list("closed_at", "absences")) == {(None, 1)}
