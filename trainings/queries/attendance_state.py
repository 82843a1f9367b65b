"""What the database tells before a batch of marks is decided: one lock, then one reading."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from accounts.roles import PERMISSIONS, Permission
from core.prepared import prepared_cursor
from trainings.absences.values import Record
from trainings.events.fold import State, Turn
from trainings.events.follow import ChildSession, follow_id
from trainings.events.values import How, Known, Mark, MarkEvent, MarkValue, Row, RowKey, Source
from trainings.models import Enrolment, Session
from trainings.queries.absences import RECORD, record_of

if TYPE_CHECKING:
    from accounts.models import User

RECORDERS = sorted(
    role.value for role, may in PERMISSIONS.items() if Permission.ATTENDANCE_RECORD in may
)
_HOWS = {how.value: how for how in How}
_MARKS = {mark.value: mark for mark in Mark}


@dataclass(frozen=True, slots=True)
class LockedSession:
    """A session that nobody else can mark or change until the transaction ends."""

    id: UUID
    cohort_id: UUID
    project_site_id: int
    parent_id: UUID | None
    state: str
    on_day: date
    starts_at: datetime
    ends_at: datetime
    # The server's day in the time zone of the site.
    today: date
    locked_until: date | None
    assigned: bool
    assignment_ended: bool
    was_granted: bool

    @property
    def is_happening(self) -> bool:
        """True unless it was cancelled or postponed."""
        return self.state in Session.HAPPENING

    def inside(self, parent: LockedSession) -> ChildSession:
        """Its place within the session around it, in minutes."""
        return ChildSession(
            id=self.id,
            starts_after_minutes=_minutes(parent.starts_at, self.starts_at),
            minutes=_minutes(self.starts_at, self.ends_at),
            ends_before_minutes=_minutes(self.ends_at, parent.ends_at),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a cohort, as far as the right to mark it and what follows need it."""

    cohort_id: UUID
    state: str
    from_on: date
    to_on: date | None
    is_followed_up: bool = False
    was_ever_absent: bool = False

    def expects_on(self, day: date) -> bool:
        """True when she is expected on a day."""
        return (
            self.state not in Enrolment.WITHOUT_A_PLACE
            and self.from_on <= day
            and (self.to_on is None or day < self.to_on)
        )


class Line(NamedTuple):
    """What is stored for one event and its row."""

    restore_id: UUID | None
    log_position: int
    fingerprint: bytes | None
    author: UUID | None
    mark: str | None
    minutes_late: int | None
    left_early_minutes: int | None
    reasons: list[str]
    note: str | None
    how: str
    version: int | None
    winner: UUID | None
    winner_device: UUID
    winner_author: UUID
    open_disagreement: UUID | None
    highest_seq: int | None
    cohort: UUID | None
    enrolment_state: str
    from_on: date
    to_on: date | None
    is_followed_up: bool
    was_ever_absent: bool
    record: dict[str, Any] | None


class Asked(NamedTuple):
    """An event whose row is looked at; what only follows another says no mark of its own."""

    event: UUID
    session: UUID
    enrolment: UUID
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that a decision needs but the standings; `log_position` is the log's end.

    `records` are of those who may begin or cease to be missed.
    """

    state: State
    places: dict[UUID, Place]
    records: dict[UUID, Record]
    restore_id: UUID | None
    log_position: int


# Sessions are locked in one order by everybody, so that no two batches wait for each other. The
# cohort comes first: two sessions of one cohort decide together whether somebody is missed.
_LOCK = """
SELECT s.id, s.cohort_id, s.project_site_id, s.parent_id, s.state, s.on_day,
       s.starts_at, s.ends_at, (%(now)s AT TIME ZONE site.time_zone)::date, project.locked_until,
       coalesce(mine.assigned, false), coalesce(mine.ended, false),
       EXISTS (
           SELECT FROM accounts_grant g
           WHERE g.user_id = %(user)s AND g.role = ANY(%(recorders)s)
               AND g.from_on <= %(today)s AND (g.to_on IS NULL OR g.to_on > g.from_on)
               AND (g.project_id IS NULL OR g.project_id = ps.project_id)
               AND (g.site_id IS NULL OR g.site_id = ps.site_id)
       )
FROM trainings_session s
JOIN trainings_cohort c ON c.id = s.cohort_id
JOIN programmes_projectsite ps ON ps.id = s.project_site_id
JOIN programmes_site site ON site.id = ps.site_id
JOIN programmes_project project ON project.id = ps.project_id
LEFT JOIN LATERAL (
    SELECT true AS assigned, bool_and(staff.ended_at IS NOT NULL) AS ended
    FROM trainings_sessionstaff staff
    WHERE staff.session_id IN (s.id, s.parent_id) AND staff.user_id = %(user)s
    HAVING count(*) > 0
) mine ON true
WHERE s.id = ANY(%(ids)s) OR s.parent_id = ANY(%(ids)s)
ORDER BY s.cohort_id, s.id
FOR NO KEY UPDATE OF c, s
"""

# One line per event of the batch and per event that would follow it, in the order asked. Her
# record is read only where her absence may begin, change or end.
_READ = f"""
SELECT (SELECT restore_id FROM core_installation),
       (SELECT last_value FROM trainings_event_position),
       known.fingerprint, known.author_id,
       a.mark, a.minutes_late, a.left_early_minutes, a.reasons, a.note, a.how, a.version,
       a.winner_id, winner.device, winner.author_id, d.id, turn.seq,
       e.cohort_id, e.state, e.from_on, e.to_on,
       spell.is_followed_up, spell.was_ever_absent,
       CASE WHEN asked.mark <> ''
                AND NOT (asked.mark IN ('present', 'late')
                    AND coalesce(a.mark, '') IN ('present', 'late'))
                AND (asked.mark = 'absent' OR spell.is_followed_up
                    OR a.mark IS NOT NULL AND spell.was_ever_absent)
            THEN {RECORD} END
FROM (VALUES (1)) once
LEFT JOIN unnest(
    %(events)s::uuid[], %(sessions)s::uuid[], %(enrolments)s::uuid[], %(marks)s::text[]
) WITH ORDINALITY asked(event, session, enrolment, mark, place) ON true
LEFT JOIN trainings_enrolment e ON e.id = asked.enrolment
LEFT JOIN trainings_attendanceevent known ON known.id = asked.event
LEFT JOIN trainings_attendance a
    ON a.session_id = asked.session AND a.enrolment_id = asked.enrolment
LEFT JOIN trainings_attendanceevent winner ON winner.id = a.winner_id
LEFT JOIN trainings_disagreement d
    ON d.session_id = asked.session AND d.enrolment_id = asked.enrolment AND d.settled_at IS NULL
LEFT JOIN LATERAL (
    SELECT t.seq FROM trainings_attendanceevent t
    WHERE t.session_id = asked.session AND t.enrolment_id = asked.enrolment
        AND t.author_id = %(author)s AND t.device = %(device)s AND t.how <> 'follows'
    ORDER BY t.seq DESC LIMIT 1
) turn ON true
LEFT JOIN LATERAL (
    SELECT EXISTS (SELECT FROM trainings_followup f
                   WHERE f.enrolment_id = e.id AND f.closed_at IS NULL) AS is_followed_up,
           EXISTS (SELECT FROM trainings_attendance missed
                   WHERE missed.enrolment_id = e.id AND missed.mark = 'absent') AS was_ever_absent
) spell ON true
ORDER BY asked.place
"""  # noqa: S608 -- made of constants


def lock_sessions(ids: Collection[UUID], *, by: User, now: datetime) -> dict[UUID, LockedSession]:
    """Lock some sessions and those inside them, and read what a right to mark them depends on."""
    with prepared_cursor() as cursor:
        cursor.execute(
            _LOCK,
            {
                "ids": list(ids),
                "user": by.pk,
                "now": now,
                "today": by.scope.today,
                "recorders": RECORDERS,
            },
        )
        return {row[0]: LockedSession(*row) for row in cursor.fetchall()}


def children_of(sessions: dict[UUID, LockedSession]) -> dict[UUID, list[ChildSession]]:
    """The sessions inside others that may be marked when those are."""
    children: dict[UUID, list[ChildSession]] = {}
    for child in sessions.values():
        parent = sessions.get(child.parent_id) if child.parent_id else None
        # Inside a session past midnight, the second day's dialogue waits for its day.
        if (
            parent is not None
            and child.is_happening
            and child.on_day <= max(parent.on_day, child.today)
        ):
            children.setdefault(parent.id, []).append(child.inside(parent))
    return children


OUT_OF_SIGHT = Known(fingerprint=b"", author=UUID(int=0))
"""An event that is stored where its reader may not look: nothing is like it."""


def read_state(
    events: Sequence[MarkEvent],
    children: dict[UUID, list[ChildSession]],
    source: Source,
    *,
    taken: frozenset[UUID] = frozenset(),
) -> Reading:
    """Read rows, known ids, turns and places of a batch whose sessions are locked.

    `taken` are ids that the log refused before; those that it does not show are out of sight.
    """
    asked = [
        Asked(event.id, event.session, event.enrolment, event.value.mark or "") for event in events
    ]
    asked += [
        Asked(follow_id(event.id, child.id), child.id, event.enrolment)
        for event in events
        for child in children.get(event.session, ())
    ]
    lines = _read(asked, source)
    rows: dict[RowKey, Row] = {}
    known: dict[UUID, Known] = {}
    highest_seq: dict[Turn, int] = {}
    places: dict[UUID, Place] = {}
    records: dict[UUID, Record] = {}
    for (event_id, session, enrolment, _), line in zip(asked, lines, strict=False):
        if line.fingerprint is not None and line.author is not None:
            known[event_id] = Known(fingerprint=bytes(line.fingerprint), author=line.author)
        elif event_id in taken:
            known[event_id] = OUT_OF_SIGHT
        if line.version is not None:
            rows[session, enrolment] = _row(line, line.version)
        if line.highest_seq is not None:
            highest_seq[source, session, enrolment] = line.highest_seq
        if line.cohort is not None and enrolment not in places:
            places[enrolment] = Place(
                line.cohort,
                line.enrolment_state,
                line.from_on,
                line.to_on,
                is_followed_up=line.is_followed_up,
                was_ever_absent=line.was_ever_absent,
            )
        if line.record is not None and enrolment not in records:
            records[enrolment] = record_of(enrolment, line.record)
    state = State(rows=rows, known=known, highest_seq=highest_seq, children=children)
    return Reading(state, places, records, lines[0].restore_id, lines[0].log_position)


def _read(asked: Sequence[Asked], source: Source) -> list[Line]:
    events, sessions, enrolments, marks = zip(*asked, strict=True) if asked else ((), (), (), ())
    with prepared_cursor() as cursor:
        cursor.execute(
            _READ,
            {
                "events": list(events),
                "sessions": list(sessions),
                "enrolments": list(enrolments),
                "marks": list(marks),
                "author": source.author,
                "device": source.device,
            },
        )
        return [Line._make(row) for row in cursor.fetchall()]


def _row(line: Line, version: int) -> Row:
    return Row(
        value=MarkValue(
            mark=_MARKS[line.mark] if line.mark else None,
            minutes_late=line.minutes_late,
            left_early_minutes=line.left_early_minutes,
            reasons=tuple(line.reasons),
            note=line.note or "",
        ),
        how=_HOWS[line.how],
        version=version,
        winner=line.winner,
        winner_source=Source(device=line.winner_device, author=line.winner_author),
        open_disagreement=line.open_disagreement,
    )


def _minutes(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds() // 60)
