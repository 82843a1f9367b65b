"""The whole log and all marks side by side, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from trainings.events.replay import Logged, Replayed, replay
from trainings.events.values import (
    UNMARKED,
    How,
    Mark,
    MarkEvent,
    MarkValue,
    Outcome,
    RowKey,
    Source,
)

if TYPE_CHECKING:
    from trainings.models import Session

BATCH = 2000

# Both sides in one statement, so that both tell of the same moment.
_LOG_AND_MARKS = """
SELECT coalesce(e.session_id, a.session_id) AS session,
       coalesce(e.enrolment_id, a.enrolment_id) AS enrolment,
       e.id, e.author_id, e.device, e.seq, e.mark, e.minutes_late, e.left_early_minutes,
       e.reasons, e.note, e.how, e.base_version, e.client_time, e.undoes, e.settles,
       e.outcome, e.applied_version,
       a.mark, a.minutes_late, a.left_early_minutes, a.reasons, a.note, a.how, a.version,
       a.winner_id
FROM (SELECT * FROM trainings_attendanceevent WHERE applied_version IS NOT NULL {only}) e
FULL JOIN (SELECT * FROM trainings_attendance WHERE true {only}) a
    ON a.session_id = e.session_id AND a.enrolment_id = e.enrolment_id
ORDER BY session, enrolment
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """A mark as the table of marks has it."""

    value: MarkValue
    how: How
    version: int
    winner: UUID


@dataclass(frozen=True, slots=True)
class Compared:
    """One row as it is stored, and as the log leads to it."""

    key: RowKey
    stored: Stored | None
    replayed: Replayed

    @property
    def is_same(self) -> bool:
        """True when the log proves the mark; a gap proves nothing."""
        return not self.replayed.gaps and self.stored == self.expected

    @property
    def expected(self) -> Stored | None:
        """What the log leads to; None where nobody touched the row."""
        row = self.replayed.row
        if row.how is None or row.winner is None:
            return None
        return Stored(value=row.value, how=row.how, version=row.version, winner=row.winner)


def compare_all() -> Iterator[Compared]:
    """Replay the log of every row, without holding more than a part of it."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_LOG_AND_MARKS.format(only=""))
        yield from _compare(iter(lambda: cursor.fetchmany(BATCH), []))


def compare_session(session: Session) -> list[Compared]:
    """Replay the log of one session, which whoever repairs it has locked."""
    with connection.cursor() as cursor:
        cursor.execute(
            _LOG_AND_MARKS.format(only="AND session_id = %(session)s"), {"session": session.pk}
        )
        return list(_compare([cursor.fetchall()]))


def _compare(chunks: Iterable[Sequence[tuple[Any, ...]]]) -> Iterator[Compared]:
    lines = (line for chunk in chunks for line in chunk)
    for key, of_row in groupby(lines, key=lambda line: (line[0], line[1])):
        together = list(of_row)
        log = [_logged(line) for line in together if line[2] is not None]
        yield Compared(key=key, stored=_stored(together[0][18:]), replayed=replay(log))


def _logged(line: Sequence[Any]) -> Logged:
    event = MarkEvent(
        id=line[2],
        session=line[0],
        enrolment=line[1],
        value=_value(Mark(line[6]), line[7:11]),
        how=How(line[11]),
        base_version=line[12],
        seq=line[5],
        client_time=line[13],
        source=Source(device=line[4], author=line[3]),
        undoes=line[14],
        settles=line[15],
    )
    return Logged(event, Outcome(line[16]), line[17])


def _stored(line: Sequence[Any]) -> Stored | None:
    mark, *details, how, version, winner = line
    if version is None:
        return None
    value = _value(Mark(mark), details) if mark else UNMARKED
    return Stored(value=value, how=How(how), version=version, winner=winner)


def _value(mark: Mark, details: Sequence[Any]) -> MarkValue:
    minutes_late, left_early_minutes, reasons, note = details
    return MarkValue(mark, minutes_late, left_early_minutes, tuple(reasons), note or "")
