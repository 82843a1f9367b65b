"""A decided batch, written: one statement per table, whatever its size."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from core.ids import uuid7
from core.prepared import prepared_cursor
from trainings.absences.values import Step
from trainings.events.decide import known_as
from trainings.events.fold import Folded
from trainings.events.values import Decided, MarkValue, Outcome, RowKey
from trainings.models import Disagreement, RejectedEvent, Review
from trainings.queries.attendance_state import LockedSession
from trainings.services.absences import STEPS, values_of

if TYPE_CHECKING:
    from accounts.models import User

# Positions follow the order of deciding. Rows go in by id: two transactions that bring the same
# ids wait for each other in one order.
_EVENTS = """
INSERT INTO trainings_attendanceevent (
    position, id, session_id, enrolment_id, cohort_id, project_site_id, author_id, device, seq,
    mark, minutes_late, left_early_minutes, reasons, note, how, base_version, client_time,
    received_at, skew_seconds, undoes, settles, fingerprint, outcome, error, applied_version
)
SELECT * FROM (
    SELECT nextval('trainings_event_position') AS position, id, session, enrolment, cohort, site,
        %(author)s::uuid, device, seq, mark, late, early, string_to_array(reasons, ' '), note,
        how, base, client_time, %(now)s::timestamptz, skew, undoes, settles,
        decode(fingerprint, 'hex'), outcome, error, applied
    FROM json_to_recordset(%(rows)s) AS made (
        id uuid, session uuid, enrolment uuid, cohort uuid, site int, device uuid, seq bigint,
        mark text, late smallint, early smallint, reasons text, note text, how text, base int,
        client_time timestamptz, skew bigint, undoes uuid, settles uuid, fingerprint text,
        outcome text, error text, applied int
    )
    OFFSET 0
) made
ORDER BY id
ON CONFLICT (id) DO NOTHING
RETURNING id, position
"""

# Said only where there is one: triggers fire for an update of no row as well.
_HELD = """
WITH held AS (
    UPDATE trainings_session
    SET state = 'held', state_at = %(now)s::timestamptz, state_by_id = %(author)s::uuid
    WHERE id = ANY(%(held)s::uuid[]) AND state = 'planned'
)
"""

_MARKS = """
INSERT INTO trainings_attendance (
    session_id, enrolment_id, cohort_id, project_site_id, mark, minutes_late, left_early_minutes,
    reasons, note, how, version, winner_id
)
SELECT session, enrolment, cohort, site, mark, late, early, string_to_array(reasons, ' '), note,
    how, version, winner
FROM json_to_recordset(%(rows)s) AS won (
    session uuid, enrolment uuid, cohort uuid, site int, mark text, late smallint, early smallint,
    reasons text, note text, how text, version int, winner uuid
)
ON CONFLICT (session_id, enrolment_id) DO UPDATE SET
    mark = excluded.mark, minutes_late = excluded.minutes_late,
    left_early_minutes = excluded.left_early_minutes, reasons = excluded.reasons,
    note = excluded.note, how = excluded.how, version = excluded.version,
    winner_id = excluded.winner_id
"""

# Whoever is missed or back is known before her mark is written, and both go in at once.
_MARKS_AND_STEPS = f"WITH won AS ({_MARKS}), {STEPS}"


class EventIdTaken(Exception):
    """Events of some ids are stored already: by another transaction meanwhile, or out of sight."""

    def __init__(self, ids: frozenset[UUID]) -> None:
        super().__init__(ids)
        self.ids = ids


def insert_events(
    folded: Folded, sessions: Mapping[UUID, LockedSession], *, by: User, now: datetime
) -> int:
    """Add decided events to the log, and hold planned sessions where somebody was.

    Answers the highest position, or 0 without events; raises EventIdTaken.
    """
    log = folded.log
    if not log:
        return 0
    rows = json.dumps([_event_row(line, sessions[line.event.session], now) for line in log])
    held = list(folded.made_held)
    with prepared_cursor() as cursor:
        values = {"rows": rows, "author": by.pk, "now": now, "held": held}
        cursor.execute(_HELD + _EVENTS if held else _EVENTS, values)
        stored: dict[UUID, int] = dict(cursor.fetchall())
    if len(stored) != len(log):
        raise EventIdTaken(frozenset(line.event.id for line in log) - stored.keys())
    return max(stored.values())


def write_marks(
    folded: Folded, steps: Sequence[Step], sessions: Mapping[UUID, LockedSession], *, now: datetime
) -> None:
    """Bring the rows that changed to their new value, and the follow-ups to what that means."""
    if not folded.changed:
        return
    rows = [
        {
            "session": str(session),
            "enrolment": str(enrolment),
            "cohort": str(sessions[session].cohort_id),
            "site": sessions[session].project_site_id,
            "mark": row.value.mark,
            **_details(row.value),
            "how": row.how,
            "version": row.version,
            "winner": str(row.winner),
        }
        for (session, enrolment), row in folded.changed.items()
    ]
    with prepared_cursor() as cursor:
        if steps:
            values = {"rows": json.dumps(rows), **values_of(steps, now)}
            cursor.execute(_MARKS_AND_STEPS, values)
        else:
            cursor.execute(_MARKS, {"rows": json.dumps(rows)})


def keep_disagreements(
    folded: Folded,
    winners: Mapping[RowKey, UUID],
    sessions: Mapping[UUID, LockedSession],
    *,
    by: User,
    now: datetime,
) -> None:
    """Open and close disagreements; `winners` are those of the rows before the batch."""
    if not folded.opened and not folded.closed:
        return
    settled_by = {
        line.event.settles: line.event.id
        for line in folded.log
        if line.decision.closes_disagreement and line.event.settles is not None
    }
    opened = list(_opened(folded, winners, sessions, now))
    for disagreement in opened:
        # One batch may open and settle: it goes in as settled.
        if disagreement.pk in settled_by:
            disagreement.settled_at, disagreement.settled_by = now, by
            disagreement.settled_by_event_id = settled_by.pop(disagreement.pk)
    for disagreement_id, event_id in settled_by.items():
        Disagreement.objects.filter(pk=disagreement_id, settled_at=None).update(
            settled_at=now, settled_by=by, settled_by_event=event_id
        )
    Disagreement.objects.bulk_create(opened)


def ask_for_review(
    log: Sequence[Decided], sessions: Mapping[UUID, LockedSession], *, now: datetime
) -> None:
    """Put what came too late, too early or without a right before a manager."""
    waiting = [
        Review(
            id=uuid7(),
            event_id=line.event.id,
            project_site_id=sessions[line.event.session].project_site_id,
            opened_at=now,
        )
        for line in log
        if line.decision.outcome is Outcome.PENDING_REVIEW
    ]
    if waiting:
        Review.objects.bulk_create(waiting)


def keep_bodies(
    rejected: Sequence[tuple[object, str]], *, device: UUID, by: User, now: datetime
) -> None:
    """Keep what could not be taken, as it came."""
    if rejected:
        RejectedEvent.objects.bulk_create(
            RejectedEvent(
                author=by, device=device, received_at=now, error=error, body=json.dumps(body)
            )
            for body, error in rejected
        )


def _opened(
    folded: Folded,
    winners: Mapping[RowKey, UUID],
    sessions: Mapping[UUID, LockedSession],
    now: datetime,
) -> Iterable[Disagreement]:
    winner = dict(winners)
    for line in folded.log:
        event, decision = line.event, line.decision
        if decision.opens_disagreement and decision.row.open_disagreement is not None:
            yield Disagreement(
                id=decision.row.open_disagreement,
                session_id=event.session,
                enrolment_id=event.enrolment,
                project_site_id=sessions[event.session].project_site_id,
                opened_at=now,
                opened_by_event_id=event.id,
                against_event_id=winner[event.row_key],
            )
        if decision.applied_version is not None:
            winner[event.row_key] = event.id


def _event_row(line: Decided, session: LockedSession, now: datetime) -> dict[str, Any]:
    event, decision = line.event, line.decision
    return {
        "id": str(event.id),
        "session": str(event.session),
        "enrolment": str(event.enrolment),
        "cohort": str(session.cohort_id),
        "site": session.project_site_id,
        "device": str(event.source.device),
        "seq": event.seq,
        "mark": event.value.mark,
        **_details(event.value),
        "how": event.how,
        "base": event.base_version,
        "client_time": event.client_time.isoformat(),
        "skew": round((event.client_time - now).total_seconds()),
        "undoes": event.undoes and str(event.undoes),
        "settles": event.settles and str(event.settles),
        "fingerprint": known_as(event).fingerprint.hex(),
        "outcome": decision.outcome,
        "error": decision.error or "",
        "applied": decision.applied_version,
    }


def _details(value: MarkValue) -> dict[str, Any]:
    return {
        "late": value.minutes_late,
        "early": value.left_early_minutes,
        "reasons": " ".join(value.reasons),
        "note": value.note,
    }
