"""Whether a session is recorded: every expected woman has a mark."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from trainings.models import Attendance, Enrolment


def expected() -> QuerySet[Enrolment]:
    """Enrolments expected at the session of an outer query."""
    day = OuterRef("on_day")
    return Enrolment.objects.exclude(state__in=Enrolment.WITHOUT_A_PLACE).filter(
        Q(to_on=None) | Q(to_on__gt=day), cohort=OuterRef("cohort"), from_on__lte=day
    )


def unmarked() -> QuerySet[Enrolment]:
    """Enrolments expected at the session of an outer query that have no mark there."""
    marked = Attendance.objects.recorded().filter(
        session=OuterRef(OuterRef("pk")), enrolment=OuterRef("pk")
    )
    return expected().filter(~Exists(marked))
