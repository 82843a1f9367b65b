"""Classes that met, and the page of their project."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from dashboards.queries.project import Quarter
from tests.dashboards.history import FIRST
from tests.factories import (
    CohortFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    SessionFactory,
)
from tests.trainings.marking import mark

QUARTER = Quarter(2026, 1)
ASKED = {"period": QUARTER.code}


def url_of(project):
    return reverse("dashboards:project", args=[project.pk])


def a_class(place, *, idp=0, host=0, sessions=3, missed=0, name="A"):
    """A cohort that met; the first woman of each side missed some sessions."""
    cohort = CohortFactory(
        project_site=place, name=name, starts_on=FIRST, ends_on=FIRST + timedelta(days=20)
    )
    women = []
    for status, number in (("idp", idp), ("host", host)):
        for _ in range(number):
            woman = EnrolmentFactory(cohort=cohort, from_on=FIRST)
            DisplacementEpisodeFactory(participant=woman.participant, status=status, from_on=FIRST)
            women.append((woman, status))
    for day in range(sessions):
        session = SessionFactory(
            cohort=cohort, day=FIRST + timedelta(days=day), number=day + 1, state="held"
        )
        for at, (woman, _status) in enumerate(women):
            mark(session, woman, "absent" if at % 2 == 0 and day < missed else "present")
    return cohort
