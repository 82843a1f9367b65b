"""Who set what on a row, and when."""

from __future__ import annotations

from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from trainings.models import AttendanceEvent, Disagreement, Review


def history_of(session: UUID, enrolment: UUID) -> QuerySet[AttendanceEvent]:
    """Every event of a row, the newest first, those that changed nothing among them.

    `why` is what a manager gave as her reason, beside her decision and beside what she declined.
    """
    here = OuterRef("pk")
    settled = Disagreement.objects.filter(settled_by_event=here).exclude(reason="")
    reviewed = Review.objects.filter(Q(settled_by_event=here) | Q(event=here)).exclude(reason="")
    return (
        AttendanceEvent.objects.filter(session=session, enrolment=enrolment)
        .select_related("author")
        .annotate(
            why=Coalesce(
                Subquery(settled.values("reason")[:1]), Subquery(reviewed.values("reason")[:1])
            )
        )
        .order_by("-position")
    )
