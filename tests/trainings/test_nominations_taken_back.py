"""Who turns out not to have completed a course is not nominated for the next any longer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Change
from accounts.roles import Role
from core.context import is_demo
from tests.factories import (
    CohortFactory,
    CourseVersionFactory,
    EnrolmentFactory,
    UserFactory,
    staff,
)
from tests.trainings.course_world import course, held, woman_of
from trainings.models import Enrolment, Nomination
from trainings.queries.nominations import candidates
from trainings.services.closing import Decision, close_cohort
from trainings.services.nominations import nominate, take_step
from trainings.services.refusals import CannotChange

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def sewing():
    """A cohort of one session at which two women were there; both completed it."""
    cohort = course(completion_percent=80)
    held(cohort, 9)
    for _ in range(2):
        woman_of(cohort, "p")
    close(cohort)
    return cohort


@pytest.fixture
def leadership(sewing):
    version = CourseVersionFactory(state="published", prerequisite=sewing.version.course)
    return CohortFactory(version=version, project_site=sewing.project_site)


def close(cohort, *turned_back):
    decisions = {place.pk: Decision("not_completed", "not_ready") for place in turned_back}
    close_cohort(cohort=cohort, decisions=decisions, by=UserFactory())


def nominated(sewing, leadership, *steps):
    """One of the women, nominated for the next course and some steps further."""
    woman = sewing.enrolments.order_by("pk")[0]
    [nomination] = nominate(
        cohort=sewing, course=leadership.version.course, enrolments=[woman.pk], by=UserFactory()
    )
    for step in steps:
        nomination = take_step(nomination=nomination, state=step, by=UserFactory())
    return woman, nomination


def step_of(woman, leadership):
    found = candidates(woman.cohort, leadership.version.course)
    return next(one.step for one in found if one.enrolment == woman)


@pytest.mark.parametrize("steps", [(), ("offered",), ("offered", "accepted")])
def test_nomination_ends_with_the_completion_it_was_built_on(sewing, leadership, steps):
    woman, nomination = nominated(sewing, leadership, *steps)

    close(sewing, woman)

    nomination.refresh_from_db()
    assert nomination.state == "withdrawn"
    assert step_of(woman, leadership) == "not_eligible"
    assert Change.objects.filter(table_name="trainings_nomination").count() >= 2


def test_nobody_else_loses_hers(sewing, leadership):
    woman, nomination = nominated(sewing, leadership)
    other = sewing.enrolments.exclude(pk=woman.pk).get()

    close(sewing, other)

    nomination.refresh_from_db()
    assert nomination.state == "nominated"


def test_who_completed_it_after_all_is_nominated_anew(sewing, leadership):
    woman, first = nominated(sewing, leadership, "offered")
    close(sewing, woman)

    close(sewing)

    assert step_of(woman, leadership) == "eligible"
    _woman, second = nominated(sewing, leadership)
    assert second.pk != first.pk
    assert step_of(woman, leadership) == "nominated"


def test_nomination_that_was_taken_back_goes_no_further(sewing, leadership):
    woman, nomination = nominated(sewing, leadership)
    close(sewing, woman)

    for step in ("offered", "accepted", "declined"):
        with pytest.raises(CannotChange):
            take_step(nomination=nomination, state=step, because="later", by=UserFactory())


def test_why_she_declined_stays(sewing, leadership):
    woman, nomination = nominated(sewing, leadership)
    take_step(nomination=nomination, state="declined", because="time", by=UserFactory())

    close(sewing, woman)

    nomination.refresh_from_db()
    assert (nomination.state, nomination.declined_because) == ("declined", "time")


@pytest.mark.parametrize("state", ["enrolled", "waitlisted"])
def test_place_in_the_next_course_is_ended_first(sewing, leadership, state):
    woman, nomination = nominated(sewing, leadership, "offered", "accepted")
    place = EnrolmentFactory(cohort=leadership, participant=woman.participant, state=state)
    Nomination.objects.filter(pk=nomination.pk).update(enrolment=place)

    with pytest.raises(CannotChange, match=f"a place in {leadership} already"):
        close(sewing, woman)
    woman.refresh_from_db()
    assert woman.completion.outcome == "completed"

    Enrolment.objects.filter(pk=place.pk).update(
        state="withdrawn", to_on=place.from_on + timedelta(days=1)
    )
    close(sewing, woman)
    woman.completion.refresh_from_db()
    assert woman.completion.outcome == "not_completed"


def test_page_says_that_it_was_taken_back(client, sewing, leadership):
    woman, _nomination = nominated(sewing, leadership)
    close(sewing, woman)
    is_demo()
    client.force_login(staff(Role.COORDINATOR, sewing.project_site))

    text = client.get(reverse("trainings:cohort_next", args=[sewing.pk])).content.decode()

    assert text.count("Her nomination was taken back.") == 1
