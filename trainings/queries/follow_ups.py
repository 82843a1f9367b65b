"""The work list of follow-ups, and what a page tells of one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from trainings.models import Attendance, Call, FollowUp, Session
from trainings.models.marked import Mark
from trainings.queries.contact import AT_HOME, agreements

if TYPE_CHECKING:
    from uuid import UUID

    from core.scope import Scoped

TOLD = (
    "enrolment__participant",
    "cohort__version__course",
    "first_session",
    "last_session",
    "peer__participant",
    "project_site__site",
)
RECENT = timedelta(days=14)


def due(user: Scoped) -> QuerySet[FollowUp]:
    """What she should see to today: those missed most often first, then the oldest."""
    today = user.scope.today
    still_there = Q(enrolment__to_on=None) | Q(enrolment__to_on__gt=today)
    return (
        FollowUp.objects.visible_to(user)
        .due_on(today)
        .filter(still_there)
        .select_related(*TOLD)
        .annotate(has_returned=Exists(back_since()))
        .order_by("has_returned", "-absences", "due_on", "id")
    )


def put_off(user: Scoped) -> QuerySet[FollowUp]:
    """Open ones that somebody called about already, and that are due on a later day."""
    called = Call.objects.filter(follow_up=OuterRef("pk"))
    return (
        FollowUp.objects.visible_to(user)
        .open()
        .filter(Exists(called), due_on__gt=user.scope.today)
        .select_related(*TOLD)
        .order_by("due_on", "id")
    )


def lately_closed(user: Scoped) -> QuerySet[FollowUp]:
    """Those that a person closed in the last two weeks, the latest first."""
    return (
        FollowUp.objects.visible_to(user)
        .filter(closed_by__isnull=False, closed_at__date__gt=user.scope.today - RECENT)
        .select_related(*TOLD)
        .order_by("-closed_at", "id")
    )


def with_calls(follow_ups: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """With every call, the latest last, by one more query."""
    calls = Call.objects.select_related("peer__participant", "noted_by").order_by("noted_at", "id")
    return follow_ups.prefetch_related(Prefetch("calls", queryset=calls))


def agree_to_a_visit(follow_ups: Iterable[FollowUp]) -> frozenset[UUID]:
    """Of women who were away so often that a visit is to be thought of, those who agreed to one."""
    asked = [one.enrolment.participant_id for one in follow_ups if one.asks_for_a_visit]
    if not asked:
        return frozenset()
    return frozenset(person for person, ways in agreements(asked).items() if AT_HOME in ways)


def back_since() -> QuerySet[Attendance]:
    """Marks that say that the woman of an outer follow-up was there after she was missed."""
    return Attendance.objects.filter(
        enrolment=OuterRef("enrolment"),
        mark__in=[Mark.PRESENT, Mark.LATE],
        session__parent=None,
        session__starts_at__gt=OuterRef("last_session__starts_at"),
    )


def about_session(enrolment: UUID, session: Session) -> QuerySet[FollowUp]:
    """The follow-ups of a woman whose spell a session of hers lies in, with their calls."""
    return with_calls(
        FollowUp.objects.filter(
            enrolment=enrolment,
            first_session__starts_at__lte=session.starts_at,
            last_session__starts_at__gte=session.starts_at,
        ).order_by("opened_at")
    )
