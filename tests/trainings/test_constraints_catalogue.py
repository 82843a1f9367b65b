"""What the database knows of courses, modules and cohorts; a published version is frozen."""

from datetime import date
from importlib import import_module
from itertools import pairwise

import pytest
from django.db import connection

from tests.factories import CohortFactory, CourseFactory, CourseVersionFactory, ModuleFactory
from tests.trainings.refused import refused_by, say_it_now
from trainings.models import CourseVersion, Module

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 1)


def test_cohort_that_ends_before_it_starts_is_refused():
    with refused_by("cohort_ends_after_start"):
        CohortFactory(starts_on=DAY, ends_on=date(2026, 4, 30))

    assert CohortFactory(starts_on=DAY, ends_on=DAY).pk


def test_cohort_name_stands_once_per_place():
    cohort = CohortFactory(name="مجموعة ١")

    with refused_by("cohort_name_once_per_place"):
        CohortFactory(name="مجموعة ١", project_site=cohort.project_site)

    assert CohortFactory(name="مجموعة ١").pk


def test_version_number_stands_once_per_course():
    version = CourseVersionFactory(number=1)

    with refused_by("course_version_number_once"):
        CourseVersionFactory(course=version.course, number=1)

    assert CourseVersionFactory(course=CourseFactory(), number=1).pk


@pytest.mark.parametrize(
    ("constraint", "field", "wrong", "edges"),
    [
        ("course_version_capacity_sensible", "capacity", (0, 201), (1, 200)),
        ("course_version_completion_is_percent", "completion_percent", (101,), (0, 100)),
        ("course_version_balance_possible", "balance_percent", (51,), (0, 50)),
        (
            "course_version_community_share_possible",
            "community_percent",
            (33, 101),
            (34, 100),
        ),
    ],
)
def test_figures_of_a_version_are_possible(constraint, field, wrong, edges):
    for value in wrong:
        with refused_by(constraint):
            CourseVersionFactory(**{field: value})

    for value in edges:
        assert CourseVersionFactory(**{field: value}).pk


def test_course_is_not_asked_for_before_itself():
    version = CourseVersionFactory(prerequisite=CourseFactory())

    with refused_by("course_version_not_before_itself"):
        CourseVersionFactory(course=version.course, number=9, prerequisite=version.course)


def in_a_row(number):
    """So many courses, each building on the one before it."""
    courses = CourseFactory.create_batch(number)
    for before, course in pairwise(courses):
        CourseVersionFactory(course=course, prerequisite=before)
    return courses


@pytest.mark.parametrize("number", [2, 3, 5])
def test_courses_that_ask_for_each_other_in_a_circle_are_refused(number):
    first, *_between, last = in_a_row(number)

    with refused_by("course_version_in_no_circle"):
        CourseVersionFactory(course=first, prerequisite=last)

    assert CourseVersionFactory(course=last, prerequisite=first).pk


@pytest.mark.parametrize("changed", ["prerequisite", "course", "state"])
def test_circle_is_closed_by_no_change_of_a_version(changed):
    first, last = in_a_row(2)
    stranger = CourseFactory()
    version = CourseVersionFactory(
        course=stranger if changed == "course" else first,
        prerequisite=stranger if changed == "prerequisite" else last,
        state="retired" if changed == "state" else "draft",
    )
    value = {"prerequisite": last, "course": first, "state": "published"}[changed]

    with refused_by("course_version_in_no_circle"):
        CourseVersion.objects.filter(pk=version.pk).update(**{changed: value})


def test_what_a_retired_version_asks_for_binds_nobody():
    first, last = CourseFactory.create_batch(2)
    CourseVersionFactory(course=last, prerequisite=first, state="retired")

    assert CourseVersionFactory(course=first, prerequisite=last).pk


def test_circles_from_before_are_opened_by_the_migration():
    migration = import_module("trainings.migrations.0030_courses_in_no_circle")
    first, second, third = in_a_row(3)
    apart = CourseVersionFactory(prerequisite=third, state="published")
    say_it_now()
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")  # a migration runs as the owner of the tables
        cursor.execute("ALTER TABLE trainings_courseversion DISABLE TRIGGER USER")
        CourseVersionFactory(course=first, prerequisite=third, state="published")
        cursor.execute(migration.NOBODY_COULD_MEET)

    assert not CourseVersion.objects.filter(
        course__in=[first, second, third], prerequisite__isnull=False
    )
    apart.refresh_from_db()
    assert apart.prerequisite == third


@pytest.mark.parametrize("minutes", [4, 721])
def test_module_of_impossible_length_is_refused(minutes):
    with refused_by("module_minutes_sensible"):
        ModuleFactory(minutes=minutes)


@pytest.mark.parametrize("minutes", [5, 720])
def test_shortest_and_longest_module_are_taken(minutes):
    assert ModuleFactory(minutes=minutes).pk


def test_module_number_stands_once_per_version():
    module = ModuleFactory(number=1)

    with refused_by("module_number_once_per_version"):
        ModuleFactory(version=module.version, number=1)


def test_two_modules_may_swap_their_numbers_in_one_transaction():
    first = ModuleFactory(number=1)
    second = ModuleFactory(version=first.version, number=2)

    Module.objects.filter(pk=first.pk).update(number=2)
    Module.objects.filter(pk=second.pk).update(number=1)

    say_it_now()


def test_module_inside_a_day_says_when_and_no_other_does():
    day = ModuleFactory()

    with refused_by("module_inside_a_day_says_when"):
        ModuleFactory(version=day.version, inside=day)
    with refused_by("module_inside_a_day_says_when"):
        ModuleFactory(version=day.version, starts_after_minutes=0)

    assert ModuleFactory(version=day.version, inside=day, starts_after_minutes=0).pk


def test_module_cannot_lie_inside_itself():
    module = ModuleFactory()

    with refused_by("module_not_inside_itself"):
        Module.objects.filter(pk=module.pk).update(inside=module, starts_after_minutes=0)


def published():
    """A published version with one module."""
    module = ModuleFactory()
    CourseVersion.objects.filter(pk=module.version_id).update(state="published")
    module.version.refresh_from_db()
    return module.version


@pytest.mark.parametrize(
    "change", [{"capacity": 30}, {"completion_percent": 50}, {"state": "draft"}]
)
def test_published_version_cannot_be_changed(change):
    version = published()

    with refused_by("course_version_frozen"):
        CourseVersion.objects.filter(pk=version.pk).update(**change)


def test_published_version_cannot_be_deleted():
    version = CourseVersionFactory(state="published")

    with refused_by("course_version_frozen"):
        version.delete()


def test_published_version_can_be_retired_and_brought_back():
    version = published()

    for state in ("retired", "published"):
        CourseVersion.objects.filter(pk=version.pk).update(state=state)

    version.refresh_from_db()
    assert version.state == "published"


def test_modules_of_a_published_version_cannot_be_added_changed_or_deleted():
    version = published()
    module = version.modules.get()

    with refused_by("course_version_frozen"):
        ModuleFactory(version=version)
    with refused_by("course_version_frozen"):
        Module.objects.filter(pk=module.pk).update(minutes=90)
    with refused_by("course_version_frozen"):
        module.delete()


def test_module_cannot_be_moved_into_a_published_version():
    version, draft = published(), ModuleFactory()

    with refused_by("course_version_frozen"):
        Module.objects.filter(pk=draft.pk).update(version=version)


def test_draft_can_be_changed_and_deleted():
    module = ModuleFactory()

    Module.objects.filter(pk=module.pk).update(minutes=90)
    CourseVersion.objects.filter(pk=module.version_id).update(capacity=30)
    module.version.delete()

    assert not Module.objects.filter(pk=module.pk).exists()
