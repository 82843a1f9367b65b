"""Which people, cohorts, sessions and marks each role opens, registered with accounts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, Q, QuerySet

from accounts import visibility
from accounts.roles import PERMISSIONS, Permission, Role
from core.scope import Scope
from programmes.calendar import working_days_before
from programmes.models import Holiday
from trainings.models import Session, SessionStaff
from trainings.queries.recorded import unmarked

WEEK_AHEAD = timedelta(days=7)
"""Facilitators see their sessions from this long before, and childcare workers theirs."""

UNRECORDED = timedelta(days=14)
"""And for this long after, while a mark is missing."""

WORKING_DAYS_AFTER = 2
"""And until the second working day after in any case."""

OWN_CLASS = (SessionStaff.Part.LEAD, SessionStaff.Part.CO)

PLACES = {
    "trainings.Cohort": "project_site__in",
    "trainings.Session": "project_site__in",
    "trainings.Enrolment": "project_site__in",
    "trainings.Attendance": "project_site__in",
    "trainings.FollowUp": "project_site__in",
    "participants.Participant": "project_sites__overlap",
}

ASSIGNED = {
    "trainings.Cohort": ("pk__in", "cohort"),
    "trainings.Session": ("pk__in", "pk"),
    "trainings.Attendance": ("session__in", "pk"),
    "trainings.Enrolment": ("cohort__in", "cohort"),
    "trainings.FollowUp": ("cohort__in", "cohort"),
    "participants.Participant": ("pk__in", "cohort__enrolments__participant"),
}


def register() -> None:
    """Register the rules of every role that sees people."""
    for role in Role:
        if Permission.SESSIONS_SEE in PERMISSIONS[role]:
            for model, lookup in PLACES.items():
                visibility.register(role, model, _at_her_places(role, lookup))
        if Permission.REFERRALS_SEE in PERMISSIONS[role]:
            place = "project_site__in"
            visibility.register(role, "trainings.Referral", _at_her_places(role, place))
    for model, path in ASSIGNED.items():
        visibility.register(Role.FACILITATOR, model, _through_assignments(model, path))


def _at_her_places(role: Role, lookup: str) -> visibility.Rule:
    def rule(scope: Scope) -> Q:
        return Q(**{lookup: sorted(scope.roles[role])})

    return rule


def _through_assignments(model: str, path: tuple[str, str]) -> visibility.Rule:
    lookup, field = path
    # Whoever stands in takes one session; asking after a class is for those whose class it is.
    parts = OWN_CLASS if model == "trainings.FollowUp" else SessionStaff.Part

    def rule(scope: Scope) -> Q:
        return Q(**{lookup: _assigned(scope, parts).values(field)})

    return rule


def _assigned(scope: Scope, parts: Iterable[SessionStaff.Part]) -> QuerySet[Session]:
    """The sessions that a facilitator has a part in, and those inside them, in their window."""
    own = SessionStaff.objects.filter(
        user=scope.user_id, ended_at=None, part__in=list(parts)
    ).values("session")
    return Session.objects.filter(
        Q(pk__in=own) | Q(parent__in=own),
        in_window(scope.today),
        project_site__in=sorted(scope.roles[Role.FACILITATOR]),
    )


def in_window(today: date) -> Q:
    """From a week before until the second working day after, and longer while unrecorded."""
    # A holiday anywhere lengthens the window: a day too many harms less than a lost register.
    holidays = set(
        Holiday.objects.filter(on_day__range=(today - UNRECORDED, today)).values_list(
            "on_day", flat=True
        )
    )
    recent = working_days_before(today, WORKING_DAYS_AFTER, holidays)
    return Q(on_day__lte=today + WEEK_AHEAD) & (
        Q(on_day__gte=recent) | Q(Exists(unmarked()), on_day__gte=today - UNRECORDED)
    )
