"""A childcare worker sees families of sessions from a week before until shortly after."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from childcare.models import Child, RefusedHandOver, Stay
from participants.services.duplicates import merge
from programmes.calendar import working_days_before
from tests.childcare.factories import (
    ChildFactory,
    PickupAuthorisationFactory,
    RefusedHandOverFactory,
    StayFactory,
)
from tests.factories import (
    EnrolmentFactory,
    GrantFactory,
    HolidayFactory,
    ProjectSiteFactory,
    SessionFactory,
    UserFactory,
    staff,
)
from tests.trainings.marking import mark

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DAY = timedelta(days=1)
LAST_SEEN = working_days_before(TODAY, 2)
"""The second working day before today: a recorded session of that day is seen today."""


@pytest.fixture
def mother():
    return EnrolmentFactory(from_on=TODAY - timedelta(days=60))


@pytest.fixture
def child(mother):
    return ChildFactory(guardian=mother.participant)


@pytest.fixture
def worker(mother):
    return staff(Role.CHILDCARE, mother.project_site)


def recorded(mother, day):
    session = SessionFactory(cohort=mother.cohort, day=day)
    mark(session, mother)
    return session


def collected(mother, child, day):
    """A stay of a day that is over."""
    return StayFactory(
        enrolment=mother,
        child=child,
        on_day=day,
        in_at=timezone.now() - (TODAY - day),
        out_at=timezone.now() - (TODAY - day),
        out_by=UserFactory(),
        out_check="supervisor",
        out_reason="known",
        collected_name="خالة",
    )


def sees(user, child):
    return Child.objects.visible_to(user).filter(pk=child.pk).exists()


@pytest.mark.parametrize(("days", "seen"), [(7, True), (8, False)])
def test_child_is_seen_from_a_week_before_its_mothers_session(worker, mother, child, days, seen):
    SessionFactory(cohort=mother.cohort, day=TODAY + days * DAY)

    assert sees(worker, child) is seen


@pytest.mark.parametrize(("days", "seen"), [(0, True), (1, False)])
def test_child_is_seen_until_the_second_working_day_after(worker, mother, child, days, seen):
    recorded(mother, LAST_SEEN - days * DAY)

    assert sees(worker, child) is seen


def test_holiday_lengthens_the_window(worker, mother, child):
    recorded(mother, working_days_before(TODAY, 3))
    assert not sees(worker, child)

    HolidayFactory(on_day=working_days_before(TODAY, 1))

    assert sees(worker, child)


@pytest.mark.parametrize(("days", "seen"), [(14, True), (15, False)])
def test_child_is_seen_for_14_days_while_the_session_is_not_recorded(
    worker, mother, child, days, seen
):
    SessionFactory(cohort=mother.cohort, day=TODAY - days * DAY)

    assert sees(worker, child) is seen


def test_child_that_is_inside_is_seen_whatever_the_day(worker, mother, child):
    stay = StayFactory(enrolment=mother, child=child, on_day=TODAY - 30 * DAY)

    assert sees(worker, child)
    assert list(Stay.objects.visible_to(worker)) == [stay]


def test_child_of_a_merged_woman_is_seen_through_the_place_of_the_other_record(
    worker, mother, child
):
    other = EnrolmentFactory(cohort__project_site=mother.project_site)
    by = staff(Role.COORDINATOR, mother.project_site)
    merge(survivor=other.participant, other=mother.participant, by=by)

    SessionFactory(cohort=other.cohort)

    assert sees(worker, child)


def test_stay_is_seen_as_long_as_its_session(worker, mother, child):
    seen, unseen = LAST_SEEN, LAST_SEEN - DAY
    for day in (seen, unseen):
        recorded(mother, day)
    kept = collected(mother, child, seen)
    collected(mother, child, unseen)

    assert list(Stay.objects.visible_to(worker)) == [kept]


def test_stay_of_today_is_seen_though_no_session_is_planned(worker, mother, child):
    stay = collected(mother, child, TODAY)

    assert list(Stay.objects.visible_to(worker)) == [stay]


def test_who_coordinates_another_place_has_the_window_only_where_she_is_a_worker(
    client, worker, mother, child
):
    there = EnrolmentFactory()
    hers = ChildFactory(guardian=there.participant)
    GrantFactory(
        user=worker,
        role=Role.COORDINATOR,
        project=there.project_site.project,
        site=there.project_site.site,
    )

    here = answers(client, worker, mother, child, collected(mother, child, TODAY - 30 * DAY))
    assert set(here.values()) == {404}
    other = answers(client, worker, there, hers, collected(there, hers, TODAY - 30 * DAY))
    assert set(other.values()) == {200}


def test_refusal_is_seen_while_the_child_is_inside_or_today(worker, mother, child):
    inside = RefusedHandOverFactory(stay=StayFactory(enrolment=mother, child=child))
    gone = collected(mother, ChildFactory(guardian=mother.participant), LAST_SEEN)
    RefusedHandOverFactory(stay=gone)

    assert list(RefusedHandOver.objects.visible_to(worker)) == [inside]


@pytest.mark.parametrize(("role", "seen"), [(Role.COORDINATOR, True), (Role.MANAGER, True)])
def test_window_holds_for_childcare_workers_alone(mother, child, role, seen):
    collected(mother, child, TODAY - 30 * DAY)

    user = staff(role, mother.project_site)

    assert sees(user, child) is seen
    assert Stay.objects.visible_to(user).exists() is seen


def pages(mother, child, stay):
    line = PickupAuthorisationFactory(child=child)
    return {
        "childcare:child_detail": child.pk,
        "childcare:child_change": child.pk,
        "childcare:pickup_add": child.pk,
        "childcare:pickup_reveal": line.pk,
        "childcare:family": mother.pk,
        "childcare:child_add": mother.participant_id,
        "childcare:hand_over": stay.tag_id,
        "childcare:tag_print": stay.tag_id,
    }


def answers(client, user, mother, child, stay):
    client.force_login(user)
    return {
        name: client.get(reverse(name, args=[key])).status_code
        for name, key in pages(mother, child, stay).items()
    }


def test_pages_of_a_family_close_with_the_window(client, worker, mother, child):
    recorded(mother, LAST_SEEN - DAY)
    stay = collected(mother, child, LAST_SEEN - DAY)

    assert set(answers(client, worker, mother, child, stay).values()) == {404}
    coordinator = staff(Role.COORDINATOR, mother.project_site)
    assert set(answers(client, coordinator, mother, child, stay).values()) == {200}

    SessionFactory(cohort=mother.cohort, day=TODAY + 7 * DAY)
    opened = answers(client, worker, mother, child, stay)
    of_that_day = {"childcare:hand_over", "childcare:tag_print"}
    assert {name for name, status in opened.items() if status == 404} == of_that_day


def test_worker_elsewhere_sees_no_session_of_here(client, worker, mother, child):
    SessionFactory(cohort=mother.cohort)
    stay = StayFactory(enrolment=mother, child=child)
    stranger = staff(Role.CHILDCARE, ProjectSiteFactory())
    GrantFactory(user=stranger, role=Role.FACILITATOR)

    assert set(answers(client, worker, mother, child, stay).values()) == {200}
    assert set(answers(client, stranger, mother, child, stay).values()) == {404}
