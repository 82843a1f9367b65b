"""What is told before a woman gets a place: other hours of hers, and what she has not completed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from core.scoping import scope
from tests.factories import (
    CohortFactory,
    CourseFactory,
    EnrolmentFactory,
    ProjectSiteFactory,
    SessionFactory,
    staff,
)
from tests.trainings.enrolling_world import class_for, woman
from trainings.queries.warnings import warnings_about

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

TODAY = timezone.localdate()


@pytest.fixture
def cohort():
    cohort = class_for()
    for days in (1, 2, 3):
        SessionFactory(cohort=cohort, day=TODAY + timedelta(days=days), hour=9)
    return cohort


def told(person, cohort, user=None):
    user = user or staff(Role.COORDINATOR, cohort.project_site)
    with scope(user):
        return warnings_about([person.pk], cohort, TODAY, user=user).get(person.pk, [])


def also_in(cohort, person, *, hour, place=None, **place_of_hers):
    """Another class of hers, on the second day of the first."""
    other = CohortFactory(project_site=place or cohort.project_site, name="القيادة")
    EnrolmentFactory(cohort=other, participant=person, **place_of_hers)
    SessionFactory(cohort=other, day=TODAY + timedelta(days=2), hour=hour)
    return other


def test_hours_that_meet_are_told_with_the_class(cohort):
    her = woman(cohort)
    also_in(cohort, her, hour=11)

    [sentence] = told(her, cohort)

    assert "القيادة" in sentence
    assert "1 session" in sentence


def test_hours_that_touch_do_not_meet(cohort):
    her = woman(cohort)
    also_in(cohort, her, hour=12)

    assert told(her, cohort) == []


@pytest.mark.parametrize("hers", [{"state": "waitlisted"}, {"to_on": TODAY + timedelta(days=2)}])
def test_class_that_she_waits_for_or_has_left_does_not_count(cohort, hers):
    her = woman(cohort)
    also_in(cohort, her, hour=9, **hers)

    assert told(her, cohort) == []


def test_class_out_of_sight_is_told_without_its_name(cohort):
    her = woman(cohort)
    also_in(cohort, her, hour=9, place=ProjectSiteFactory())

    [sentence] = told(her, cohort)

    assert "another office" in sentence
    assert "القيادة" not in sentence


def test_course_that_comes_before_is_missed_until_she_has_completed_it_anywhere():
    before = CourseFactory()
    cohort = class_for(prerequisite=before)
    her = woman(cohort)
    assert len(told(her, cohort)) == 1

    EnrolmentFactory(
        cohort=CohortFactory(version__course=before), participant=her, state="completed"
    )

    assert told(her, cohort) == []
