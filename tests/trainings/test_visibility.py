"""Which role was given a rule for which model, and from when until when a facilitator sees."""

from datetime import date

import pytest

from accounts.roles import Role
from accounts.visibility import registered
from tests.factories import (
    EnrolmentFactory,
    HolidayFactory,
    SessionFactory,
    SessionStaffFactory,
    staff,
)
from tests.trainings.marking import mark
from trainings.models import Session
from trainings.visibility import in_window

MODELS = (
    "participants.Participant",
    "trainings.Attendance",
    "trainings.Cohort",
    "trainings.Enrolment",
    "trainings.FollowUp",
    "trainings.Session",
)


def test_only_those_who_work_with_sessions_see_people():
    at_her_places = {
        (role, model) for role in (Role.FIELD, Role.COORDINATOR, Role.MANAGER) for model in MODELS
    }
    assigned = {(Role.FACILITATOR, model) for model in MODELS}

    of_this_room = {rule for rule in registered() if rule[1] in MODELS}
    assert of_this_room == at_her_places | assigned


def test_referrals_are_seen_by_the_focal_point_alone():
    of_referrals = {role for role, model in registered() if model == "trainings.Referral"}

    assert of_referrals == {Role.PROTECTION}


# A Thursday; the two working days before it are the Wednesday and the Tuesday.
THURSDAY = date(2026, 5, 14)


def is_seen(session, today):
    return Session.objects.filter(in_window(today), pk=session.pk).exists()


def recorded_on(day):
    session = SessionFactory(day=day)
    mark(session, EnrolmentFactory(cohort=session.cohort, from_on=day))
    return session


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "seen"), [(21, True), (22, False)])
def test_facilitator_sees_a_session_from_a_week_before(day, seen):
    assert is_seen(SessionFactory(day=date(2026, 5, day)), THURSDAY) is seen


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "seen"), [(12, True), (11, False)])
def test_recorded_session_is_seen_until_the_second_working_day_after(day, seen):
    assert is_seen(recorded_on(date(2026, 5, day)), THURSDAY) is seen


@pytest.mark.django_db
def test_weekend_and_holiday_are_no_working_days():
    session = recorded_on(date(2026, 5, 14))

    assert is_seen(session, date(2026, 5, 18))
    assert not is_seen(session, date(2026, 5, 19))
    HolidayFactory(on_day=date(2026, 5, 17))
    assert is_seen(session, date(2026, 5, 19))


@pytest.mark.django_db
def test_facilitator_sees_the_sessions_she_has_a_part_in_and_no_other():
    hers = SessionFactory()
    SessionFactory(cohort=hers.cohort, hour=14)
    facilitator = staff(Role.FACILITATOR, hers.project_site)
    SessionStaffFactory(session=hers, user=facilitator)

    assert list(Session.objects.visible_to(facilitator)) == [hers]
