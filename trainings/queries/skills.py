"""The checklist of a class as it was filled in."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from trainings.models import Cohort, Enrolment, SkillRating


def rated_members(cohort: Cohort) -> QuerySet[Enrolment]:
    """Members with a place, by name."""
    return (
        cohort.enrolments.members()
        .filter(state__in=[Enrolment.State.ENROLLED, Enrolment.State.COMPLETED])
        .select_related("participant")
        .order_by("participant__sort_key", "participant_id")
    )


def levels_of(members: Iterable[Enrolment], stage: str) -> dict[tuple[UUID, UUID], int]:
    """By enrolment and skill, the levels of a stage."""
    ratings = SkillRating.objects.filter(enrolment__in=list(members), stage=stage)
    return {
        (place, skill): level
        for place, skill, level in ratings.values_list("enrolment", "skill", "level")
    }
