"""Who set what on a row, and when."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from trainings.models import AttendanceEvent


def history_of(session: UUID, enrolment: UUID) -> QuerySet[AttendanceEvent]:
    """Every event of a row, the newest first, those that changed nothing among them."""
    return (
        AttendanceEvent.objects.filter(session=session, enrolment=enrolment)
        .select_related("author")
        .order_by("-position")
    )
