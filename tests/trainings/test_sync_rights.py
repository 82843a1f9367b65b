"""Whose marks are taken, whose wait for a manager, and who is told nothing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import Grant
from accounts.roles import Role
from tests.factories import (
    EnrolmentFactory,
    SessionFactory,
    SessionStaffFactory,
    at,
    staff,
)
from tests.trainings.sync_phone import Phone
from tests.trainings.sync_world import class_of, phone_of, stored
from trainings.models import Enrolment, Review

pytestmark = pytest.mark.django_db

OPEN = ("applied", None)
NEVER = ("rejected", "unknown_enrolment")
RIGHT_ENDED = ("pending_review", "right_ended")


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def answer_to(phone, session, woman, mark="present"):
    """Outcome and error of one mark."""
    result = phone.send(phone.mark(session, woman, mark)).results[0]
    return result["outcome"], result.get("error")


@pytest.mark.parametrize(
    ("role", "answer"),
    [
        (Role.FIELD, OPEN),
        (Role.COORDINATOR, OPEN),
        *((role, NEVER) for role in Role if role not in {Role.FIELD, Role.COORDINATOR}),
    ],
)
def test_field_officers_and_coordinators_of_the_place_record(role, answer):
    session, [woman] = class_of(1)

    assert answer_to(phone_of(session, role), session, woman) == answer


def test_grant_that_has_ended_leaves_the_mark_to_a_manager():
    session, [woman] = class_of(1)
    phone = phone_of(session)
    Grant.objects.filter(user=phone.user).update(to_on=timezone.localdate())

    assert answer_to(phone, session, woman) == RIGHT_ENDED
    assert stored(session, woman) is None
    assert Review.objects.count() == 1


@pytest.mark.parametrize(
    "dates",
    [
        {"from_on": timezone.localdate() + timedelta(days=1)},
        {"from_on": date(2026, 1, 1), "to_on": date(2026, 1, 1)},
    ],
    ids=["not begun", "ended before it began"],
)
def test_grant_that_never_held_is_none(dates):
    session, [woman] = class_of(1)
    phone = phone_of(session)
    Grant.objects.filter(user=phone.user).update(**dates)

    assert answer_to(phone, session, woman) == NEVER


def test_grant_for_another_site_of_the_same_project_is_none():
    session, [woman] = class_of(1)
    elsewhere = SessionFactory()
    phone = phone_of(elsewhere)
    Grant.objects.filter(user=phone.user).update(project=session.project_site.project)

    assert answer_to(phone, session, woman) == NEVER


@pytest.mark.parametrize(("days", "answer"), [(0, OPEN), (14, OPEN), (15, RIGHT_ENDED)])
def test_facilitator_may_send_for_14_days(days, answer):
    session, [woman] = class_of(1, day=days_ago(days))
    phone = phone_of(session, Role.FACILITATOR)
    SessionStaffFactory(session=session, user=phone.user)

    assert answer_to(phone, session, woman) == answer


def test_facilitator_who_was_taken_off_leaves_the_mark_to_a_manager():
    session, [woman] = class_of(1)
    phone = phone_of(session, Role.FACILITATOR)
    SessionStaffFactory(session=session, user=phone.user, ended_at=timezone.now())

    assert answer_to(phone, session, woman) == RIGHT_ENDED


def test_facilitator_without_her_role_leaves_the_mark_to_a_manager():
    session, [woman] = class_of(1)
    phone = phone_of(session, Role.FACILITATOR)
    SessionStaffFactory(session=session, user=phone.user)
    Grant.objects.filter(user=phone.user).update(to_on=timezone.localdate())

    assert answer_to(phone, session, woman) == RIGHT_ENDED


def test_assignment_to_a_session_counts_for_the_dialogue_inside_it_but_not_the_other_way():
    session, [woman] = class_of(1)
    dialogue = SessionFactory(cohort=session.cohort, parent=session, hour=10, hours=1)
    led, helped = (phone_of(session, Role.FACILITATOR) for _ in range(2))
    SessionStaffFactory(session=session, user=led.user)
    SessionStaffFactory(session=dialogue, user=helped.user, part="co")

    assert answer_to(led, dialogue, woman) == OPEN
    assert answer_to(helped, session, woman) == NEVER


def test_field_officer_has_no_last_day():
    session, [woman] = class_of(1, day=days_ago(200))

    assert answer_to(phone_of(session), session, woman) == OPEN


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_mark_for_a_session_that_is_off_waits(state):
    session, [woman] = class_of(1, state=state, state_reason="weather")

    answer = answer_to(phone_of(session), session, woman)

    assert answer == ("pending_review", "session_off")
    session.refresh_from_db()
    assert session.state == state


@pytest.mark.parametrize(
    "place",
    [
        {"state": Enrolment.State.WAITLISTED},
        {"state": Enrolment.State.APPLIED},
        {"from_on": timezone.localdate() + timedelta(days=1)},
        {"state": Enrolment.State.WITHDRAWN, "to_on": timezone.localdate()},
    ],
    ids=["waitlisted", "applied", "joins tomorrow", "left today"],
)
def test_mark_for_a_woman_not_expected_that_day_waits(place):
    session = SessionFactory()
    woman = EnrolmentFactory(cohort=session.cohort, **place)

    assert answer_to(phone_of(session), session, woman) == ("pending_review", "not_expected")


def test_woman_on_her_last_day_is_expected():
    session = SessionFactory()
    tomorrow = timezone.localdate() + timedelta(days=1)
    woman = EnrolmentFactory(cohort=session.cohort, state="withdrawn", to_on=tomorrow)

    assert answer_to(phone_of(session), session, woman) == OPEN


@pytest.mark.parametrize(
    ("mark", "answer"),
    [
        ("present", ("pending_review", "too_early")),
        ("absent", ("pending_review", "too_early")),
        ("excused", OPEN),
        ("cleared", OPEN),
    ],
)
def test_before_its_day_a_session_takes_excuses_only(mark, answer):
    session, [woman] = class_of(1, day=timezone.localdate() + timedelta(days=1))

    assert answer_to(phone_of(session), session, woman, mark) == answer


def test_day_is_that_of_the_site(monkeypatch):
    session, [woman] = class_of(1, day=date(2026, 3, 10), hour=1)
    evening_in_utc = at(date(2026, 3, 10), 0, 30)
    monkeypatch.setattr("django.utils.timezone.now", lambda: evening_in_utc)

    assert answer_to(phone_of(session), session, woman) == OPEN


@pytest.mark.parametrize(
    ("days", "answer"), [(0, ("pending_review", "locked")), (1, OPEN)], ids=["on", "before"]
)
def test_lock_holds_up_to_and_on_its_day(days, answer):
    session, [woman] = class_of(1)
    project = session.project_site.project
    project.locked_until = days_ago(days)
    project.save()

    assert answer_to(phone_of(session), session, woman) == answer


def test_right_is_read_anew_with_every_batch():
    session, [woman] = class_of(1)
    phone = phone_of(session)
    first = answer_to(phone, session, woman)
    Grant.objects.filter(user=phone.user).update(to_on=timezone.localdate())

    assert [first, answer_to(phone, session, woman, "absent")] == [OPEN, RIGHT_ENDED]
    assert stored(session, woman) == ("present", 1)


def test_substitute_records_the_one_session():
    session, [woman] = class_of(1)
    evening = SessionFactory(cohort=session.cohort, hour=15)
    substitute = Phone(staff(Role.FACILITATOR, session.project_site))
    SessionStaffFactory(session=session, user=substitute.user, part="substitute")

    assert answer_to(substitute, session, woman) == OPEN
    assert answer_to(substitute, evening, woman) == NEVER
