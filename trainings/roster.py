"""The roster of a session as plain rows, so that no query hides in a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

if TYPE_CHECKING:
    from trainings.models import Session


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One person expected at a session, and her current mark; version 0 was never touched."""

    enrolment_id: UUID
    name: str
    is_guest: bool
    mark: str | None
    minutes_late: int | None
    left_early_minutes: int | None
    reasons: list[str]
    note: str
    how: str | None
    version: int
    planned_reason: str | None
    disagreement_id: UUID | None

    @property
    def is_marked(self) -> bool:
        """True when she is recorded."""
        return self.mark is not None


_ROSTER = """
SELECT s.id, e.id, concat_ws(' ', p.given, nullif(p.father, ''), nullif(p.grandfather, ''),
           nullif(p.family, '')),
       e.kind = 'guest', a.mark, a.minutes_late, a.left_early_minutes,
       coalesce(a.reasons, '{}'), coalesce(a.note, ''), a.how, coalesce(a.version, 0),
       (SELECT x.reason FROM trainings_plannedexcuse x
        WHERE x.enrolment_id = e.id AND x.from_on <= s.on_day AND x.to_on > s.on_day
        ORDER BY x.created_at DESC LIMIT 1),
       d.id
FROM trainings_session s
JOIN trainings_enrolment e ON e.cohort_id = s.cohort_id
JOIN participants_participant p ON p.id = e.participant_id
LEFT JOIN trainings_attendance a ON a.session_id = s.id AND a.enrolment_id = e.id
LEFT JOIN trainings_disagreement d
    ON d.session_id = s.id AND d.enrolment_id = e.id AND d.settled_at IS NULL
WHERE s.id = ANY(%s)
  AND e.state NOT IN ('applied', 'waitlisted')
  AND e.from_on <= s.on_day AND (e.to_on IS NULL OR e.to_on > s.on_day)
ORDER BY p.sort_key, p.id
"""


def roster_of(session: Session) -> list[RosterLine]:
    """Everybody expected at a session, by name, in one query."""
    return rosters_of([session])[session.pk]


def rosters_of(sessions: Sequence[Session]) -> dict[UUID, list[RosterLine]]:
    """The rosters of several sessions, in one query."""
    rosters: dict[UUID, list[RosterLine]] = {session.pk: [] for session in sessions}
    with connection.cursor() as cursor:
        cursor.execute(_ROSTER, [list(rosters)])
        for session_id, *line in cursor.fetchall():
            rosters[session_id].append(RosterLine(*line))
    return rosters
