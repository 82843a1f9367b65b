"""Lines 3 and 4 of the rules: whether an author may mark a row now."""

from __future__ import annotations

from datetime import timedelta

from accounts.roles import Permission
from core.scope import Scope
from trainings.events.values import Standing
from trainings.queries.attendance_state import LockedSession, Place

ASSIGNED_FOR = timedelta(days=14)
"""Whoever was assigned may send for this long after the session."""


def standing_of(
    session: LockedSession | None, place: Place | None, *, scope: Scope, deciding: bool = False
) -> Standing:
    """What stands between an author and a row; deciding is a manager's settling of what waits."""
    if session is None or place is None or place.cohort_id != session.cohort_id:
        return Standing.NEVER
    right = right_to_decide(session, scope) if deciding else right_to_record(session, scope)
    if right is not Standing.OPEN:
        return right
    if not deciding:
        if not session.is_happening:
            return Standing.SESSION_OFF
        if not place.expects_on(session.on_day):
            return Standing.NOT_EXPECTED
        if session.locked_until is not None and session.on_day <= session.locked_until:
            return Standing.LOCKED
    return Standing.TOO_EARLY if session.on_day > session.today else Standing.OPEN


def right_to_record(session: LockedSession, scope: Scope) -> Standing:
    """OPEN while she may record a session, RIGHT_ENDED when she once might, otherwise NEVER."""
    if session.project_site_id in scope.where(Permission.ATTENDANCE_RECORD):
        return Standing.OPEN
    if session.assigned:
        holds = (
            not session.assignment_ended
            and session.today <= session.on_day + ASSIGNED_FOR
            and session.project_site_id in scope.where(Permission.ATTENDANCE_RECORD_ASSIGNED)
        )
        return Standing.OPEN if holds else Standing.RIGHT_ENDED
    return Standing.RIGHT_ENDED if session.was_granted else Standing.NEVER


def right_to_decide(session: LockedSession, scope: Scope) -> Standing:
    """OPEN where she decides what waits."""
    decides = session.project_site_id in scope.where(Permission.ATTENDANCE_DECIDE)
    return Standing.OPEN if decides else Standing.NEVER
