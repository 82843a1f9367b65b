"""Two who close a circle of courses from both sides at once: one of them is refused."""

import pytest
from django.db import IntegrityError, connection, transaction

from tests.concurrency.together import at_once
from tests.factories import CourseFactory, CourseVersionFactory
from trainings.models import CourseVersion
from trainings.truths import constraint_of


def ask_for(course, before):
    """Let a course build on another; under what name that was refused, if it was."""
    try:
        with transaction.atomic():
            CourseVersionFactory(course=course, prerequisite=before)
            with connection.cursor() as cursor:
                # Both have written before either is done.
                cursor.execute("SELECT pg_sleep(0.05)")
    except IntegrityError as refusal:
        return constraint_of(refusal)
    return ""


@pytest.mark.parametrize("number", [2, 3])
def test_circle_that_several_close_at_once_stays_open(committed, number):
    courses = CourseFactory.create_batch(number)
    pairs = list(zip(courses, [*courses[1:], courses[0]], strict=True))

    refused = at_once(*(lambda pair=pair: ask_for(*pair) for pair in pairs))

    assert sorted(refused) == [*[""] * (number - 1), "course_version_in_no_circle"]
    asked = CourseVersion.objects.filter(course__in=courses, prerequisite__isnull=False)
    assert asked.count() == number - 1
