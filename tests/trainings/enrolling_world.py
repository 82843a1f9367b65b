"""Classes and women for tests of places: small ones, of whom it is known who they are."""

from __future__ import annotations

from datetime import date

from participants.models import ConsentText
from tests.factories import (
    CohortFactory,
    CommunityIdentityFactory,
    ConsentFactory,
    ConsentTextFactory,
    CourseVersionFactory,
    DisplacementEpisodeFactory,
    EnrolmentFactory,
    ParticipantFactory,
    ProjectSiteFactory,
)

DAY = date(2026, 12, 1)
AT_THE_DOOR = ("participation", "data_processing")


def class_for(capacity=10, *, balance=40, communities=100, place=None, **fields):
    """A class of some places; its target for communities is off unless it matters."""
    version = CourseVersionFactory(
        capacity=capacity, balance_percent=balance, community_percent=communities, **fields
    )
    return CohortFactory(project_site=place or ProjectSiteFactory(), version=version)


def woman(cohort, status="", *, agreed=True, ethnicity="", **fields):
    """Somebody who is known where a class is held."""
    person = ParticipantFactory(project_sites=[cohort.project_site_id], **fields)
    if status:
        DisplacementEpisodeFactory(participant=person, status=status)
    if ethnicity:
        CommunityIdentityFactory(participant=person, ethnicity=ethnicity)
    for purpose in AT_THE_DOOR if agreed else ():
        text = ConsentText.objects.filter(purpose=purpose).last()
        ConsentFactory(participant=person, text=text or ConsentTextFactory(purpose=purpose))
    return person


def in_class(cohort, number, status="", *, state="enrolled", ethnicity=""):
    """Some women with a place, or waiting for one."""
    return [
        EnrolmentFactory(
            cohort=cohort, participant=woman(cohort, status, ethnicity=ethnicity), state=state
        )
        for _ in range(number)
    ]


def one_who_waits(cohort, status="", **fields):
    """A place of somebody on the waiting list."""
    person = woman(cohort, status, **fields)
    return EnrolmentFactory(cohort=cohort, participant=person, state="waitlisted")
