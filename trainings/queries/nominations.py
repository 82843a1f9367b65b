"""The way on from a cohort: who may be nominated for the next course, and how far each one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from trainings.models import Cohort, Completion, Course, CourseVersion, Enrolment, Nomination

if TYPE_CHECKING:
    from core.scope import Scoped


@dataclass(frozen=True, slots=True)
class Candidate:
    """A woman of the cohort: whether she completed it, and her nomination or other place."""

    enrolment: Enrolment
    has_completed: bool
    is_decided: bool
    nomination: Nomination | None
    place: Enrolment | None

    @property
    def was_taken_back(self) -> bool:
        """Whether she was nominated until her course turned out not to be completed."""
        nomination = self.nomination
        return nomination is not None and nomination.state == Nomination.State.WITHDRAWN

    @property
    def step(self) -> str:
        """How far she is: one of the sections of the page."""
        if self.nomination is not None and self.nomination.enrolment is not None:
            waits = self.nomination.enrolment.state == Enrolment.State.WAITLISTED
            return "waitlisted" if waits else "enrolled"
        if self.place is not None:
            return "enrolled"
        if self.nomination is not None and not self.was_taken_back:
            return self.nomination.state
        return "eligible" if self.has_completed else "not_eligible"


def next_courses(cohort: Cohort) -> list[Course]:
    """Courses with a published version that builds on the course of a cohort."""
    return list(
        Course.objects.filter(
            versions__prerequisite=cohort.version.course_id,
            versions__state=CourseVersion.State.PUBLISHED,
        ).distinct()
    )


def candidates(cohort: Cohort, course: Course) -> list[Candidate]:
    """Everybody of a cohort whose course is decided or still to be, by name; three queries."""
    members = list(
        cohort.enrolments.members()
        .filter(state__in=[Enrolment.State.ENROLLED, Enrolment.State.COMPLETED])
        .select_related("participant", "completion")
        .order_by("participant__sort_key", "participant_id")
    )
    # Whatever was noted of her on another record of hers counts as well.
    people = [member.participant.canonical_id for member in members]
    # The latest one counts: who declined may have been nominated again.
    nominations = {
        one.participant.canonical_id: one
        for one in Nomination.objects.filter(participant__canonical__in=people, course=course)
        .select_related("enrolment__cohort", "participant")
        .order_by("state_at")
    }
    places = {
        place.participant.canonical_id: place
        for place in Enrolment.objects.members()
        .filter(participant__canonical__in=people, cohort__version__course=course)
        .exclude(state=Enrolment.State.WITHDRAWN)
        .select_related("cohort", "participant")
    }
    return [
        Candidate(
            enrolment=member,
            has_completed=decided is not None and decided.outcome == Completion.Outcome.COMPLETED,
            is_decided=decided is not None,
            nomination=nominations.get(member.participant.canonical_id),
            place=places.get(member.participant.canonical_id),
        )
        for member in members
        for decided in [getattr(member, "completion", None)]
    ]


def open_cohorts(user: Scoped, course: Course | None = None) -> QuerySet[Cohort]:
    """Cohorts of a course, or of any, that have not ended, where she sees them; those to come
    first.
    """
    today = user.scope.today
    has_begun = ExpressionWrapper(Q(starts_on__lt=today), BooleanField())
    of_course = Q() if course is None else Q(version__course=course)
    return (
        Cohort.objects.visible_to(user)
        .filter(of_course, ends_on__gte=today)
        .select_related("version__course", "project_site__site", "project_site__project")
        .order_by(has_begun, "starts_on", "name")
    )
