"""How well each woman of a class does each thing, as somebody who teaches her says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trainings.models import Cohort, SkillRating
from trainings.services.refusals import CannotChange

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def rate_skills(
    *, cohort: Cohort, stage: str, levels: Mapping[tuple[UUID, UUID], int | None], by: User
) -> int:
    """Keep some levels by enrolment and skill, None taking one away; answers how many changed."""
    # Whoever rates the same cell at the same moment waits, and the last one counts.
    Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    members = set(cohort.enrolments.members().values_list("pk", flat=True))
    skills = set(cohort.version.skills.values_list("pk", flat=True))
    if any(place not in members or skill not in skills for place, skill in levels):
        raise CannotChange(_("This page is out of date. Load it again and tap once more."))
    now = timezone.now()
    SkillRating.objects.bulk_create(
        [
            SkillRating(
                enrolment_id=place,
                cohort_id=cohort.pk,
                project_site_id=cohort.project_site_id,
                skill_id=skill,
                stage=stage,
                level=level,
                rated_at=now,
                rated_by=by,
            )
            for (place, skill), level in levels.items()
            if level is not None
        ],
        update_conflicts=True,
        unique_fields=["enrolment", "skill", "stage"],
        update_fields=["level", "rated_at", "rated_by"],
    )
    for (place, skill), level in levels.items():
        if level is None:
            SkillRating.objects.filter(enrolment=place, skill=skill, stage=stage).delete()
    return len(levels)
