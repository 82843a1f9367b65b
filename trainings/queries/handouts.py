"""Who can receive something, who did, and what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Grant, User
from accounts.roles import PERMISSIONS, Permission, Role
from trainings.models import Attendance, Cohort, Enrolment, Handout, Session
from trainings.models.marked import Mark

if TYPE_CHECKING:
    from programmes.models import ProjectSite

THERE = (Mark.PRESENT, Mark.LATE)


@dataclass(slots=True)
class Receiver:
    """A woman who can receive something; `chosen` where she was there."""

    place: Enrolment
    chosen: bool
    has: list[Handout] = field(default_factory=list)


def receivers_of(cohort: Cohort) -> QuerySet[Enrolment]:
    """Everybody with a place in a cohort, guests too, also once it has ended, by name."""
    places = cohort.enrolments.exclude(state__in=Enrolment.WITHOUT_A_PLACE)
    return places.select_related("participant").order_by("participant__sort_key", "participant_id")


def receivers(cohort: Cohort, session: Session | None) -> list[Receiver]:
    """Who can receive something, with what she has, in two queries, or three with a session.

    Where there is a session, those who were there are chosen, and nobody else is offered who has
    left meanwhile.
    """
    there: set[UUID] = set()
    if session is not None:
        marks = Attendance.objects.filter(session=session, mark__in=THERE)
        there = set(marks.values_list("enrolment", flat=True))
    has: dict[UUID, list[Handout]] = defaultdict(list)
    for handout in Handout.objects.standing().filter(cohort=cohort).order_by("on_day", "noted_at"):
        has[handout.enrolment_id].append(handout)
    return [
        Receiver(place, place.pk in there, has[place.pk])
        for place in receivers_of(cohort)
        if place.to_on is None or place.pk in there
    ]


def given_in(cohort: Cohort) -> QuerySet[Handout]:
    """What was given in a cohort, the newest first; what was taken back too."""
    return cohort.handouts.select_related(
        "enrolment__participant", "noted_by", "witness", "taken_back_by"
    ).order_by("-on_day", "-noted_at", "enrolment__participant__sort_key", "pk")


def witnesses_at(place: ProjectSite) -> QuerySet[User]:
    """Colleagues at a place who work with its women, and can witness what they receive."""
    roles = [role for role in Role if Permission.HANDOUT_GIVE in PERMISSIONS[role]]
    there = Grant.objects.active_on(timezone.localdate()).filter(
        Q(project=None) | Q(project=place.project_id),
        Q(site=None) | Q(site=place.site_id),
        user=OuterRef("pk"),
        role__in=[*roles, Role.FACILITATOR, Role.MANAGER],
    )
    return User.objects.filter(Exists(there), is_active=True).order_by("full_name", "pk")
