"""What each person said of a row on which two disagree."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from trainings.models import AttendanceEvent


@dataclass(frozen=True, slots=True)
class Voice:
    """The last word of one author on a row, of those that took hold."""

    author_id: UUID
    author: str
    mark: str
    said_at: datetime

    @property
    def label(self) -> str:
        """What she said, in words."""
        return str(dict(AttendanceEvent.EventMark.choices)[self.mark])


_VOICES = """
SELECT d.id, e.author_id, u.full_name, e.mark, e.received_at
FROM trainings_disagreement d
JOIN trainings_attendanceevent against ON against.id = d.against_event_id
JOIN trainings_attendanceevent e ON e.session_id = d.session_id AND e.enrolment_id = d.enrolment_id
    AND e.applied_version >= against.applied_version
JOIN accounts_user u ON u.id = e.author_id
WHERE d.id = ANY(%s)
ORDER BY e.applied_version
"""


def voices_of(disagreements: Collection[UUID]) -> dict[UUID, list[Voice]]:
    """The voices of some disagreements, the last one standing; no query where there are none."""
    if not disagreements:
        return {}
    voices: dict[UUID, dict[UUID, Voice]] = {which: {} for which in disagreements}
    with connection.cursor() as cursor:
        cursor.execute(_VOICES, [list(disagreements)])
        for which, author_id, author, mark, said_at in cursor.fetchall():
            # Whoever spoke last stands last.
            voices[which].pop(author_id, None)
            voices[which][author_id] = Voice(author_id, author, mark, said_at)
    return {which: list(by_author.values()) for which, by_author in voices.items()}
