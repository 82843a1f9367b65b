"""The marks once more, from the log alone."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from trainings.events.values import MarkValue
from trainings.models import Attendance, Session
from trainings.queries.attendance_log import Compared, Stored, compare_session


@transaction.atomic
def rebuild_session(session_id: UUID) -> list[Compared]:
    """Bring the marks of a session to what the log says; answers the rows that differed."""
    session = Session.objects.select_for_update(no_key=True).get(pk=session_id)
    different = [row for row in compare_session(session) if not row.is_same]
    for row in different:
        _repair(row, session)
    return different


def _repair(row: Compared, session: Session) -> None:
    session_id, enrolment_id = row.key
    if row.expected is None:
        # Nothing in the log ever led to it.
        Attendance.objects.filter(session=session_id, enrolment=enrolment_id).delete()
        return
    Attendance.objects.update_or_create(
        session_id=session_id,
        enrolment_id=enrolment_id,
        defaults=_columns(row.expected)
        | {"cohort_id": session.cohort_id, "project_site_id": session.project_site_id},
    )


def _columns(expected: Stored) -> dict[str, object]:
    value: MarkValue = expected.value
    return {
        "mark": value.mark and value.mark.value,
        "minutes_late": value.minutes_late,
        "left_early_minutes": value.left_early_minutes,
        "reasons": list(value.reasons),
        "note": value.note,
        "how": expected.how.value,
        "version": expected.version,
        "winner_id": expected.winner,
    }
