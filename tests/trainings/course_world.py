"""A course that took place: sessions held on days before today, and who was there."""

from datetime import timedelta

from django.utils import timezone

from tests.factories import (
    CohortFactory,
    CourseVersionFactory,
    EnrolmentFactory,
    ModuleFactory,
    SessionFactory,
)
from tests.trainings.marking import mark

TODAY = timezone.localdate()


def course(**rule):
    """A cohort of a version with a rule; attendance alone is asked for unless said."""
    return CohortFactory(version=CourseVersionFactory(**rule))


def held(cohort, days_ago, kind="practical", **said):
    """A session that took place, of a module of some kind."""
    module = ModuleFactory(version=cohort.version, kind=kind)
    return SessionFactory(
        cohort=cohort,
        day=TODAY - timedelta(days=days_ago),
        module=module,
        state="held",
        **said,
    )


def woman_of(cohort, marks, *, first_day_ago=None, **said):
    """A place whose holder was marked at every session of the cohort, one letter each.

    p present, l late, e excused, a absent, - not recorded.
    """
    place = EnrolmentFactory(cohort=cohort, **said)
    words = {"p": "present", "l": "late", "e": "excused", "a": "absent"}
    sessions = cohort.sessions.filter(parent=None).order_by("starts_at")
    for session, letter in zip(sessions, marks, strict=True):
        if letter != "-":
            mark(session, place, words[letter])
    return place
