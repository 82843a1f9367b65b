"""The list of the protection focal point: what was referred, after which session, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainings.models import Referral

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from core.scope import Scoped

TOLD = (
    "session__cohort",
    "project_site__site",
    "made_by",
    "taken_up_by",
)


def referrals_of(user: Scoped) -> QuerySet[Referral]:
    """All that were made at her places, those that wait first, with what a line of the list tells.

    None is about a woman: there is no name to tell.
    """
    return Referral.objects.visible_to(user).select_related(*TOLD).waiting_first()
