"""Which other sessions hold a room when it is wanted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from core.dates import day_text, hours_text
from trainings.models import Session


@dataclass(frozen=True, slots=True)
class Wanted:
    """A room that the session of a number needs for some hours."""

    number: int
    room_id: UUID
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Clash:
    """A wanted room, and the session that holds it."""

    wanted: Wanted
    other: Session

    def __str__(self) -> str:
        return _(
            "Session %(number)s on %(day)s, %(hours)s: %(room)s is taken by "
            "%(course)s, %(cohort)s, %(other_hours)s."
        ) % {
            "number": self.wanted.number,
            "day": day_text(self.wanted.starts_at),
            "hours": hours_text(self.wanted.starts_at, self.wanted.ends_at),
            "room": self.other.room,
            "course": self.other.cohort.version.course.title,
            "cohort": self.other.cohort.name,
            "other_hours": hours_text(self.other.starts_at, self.other.ends_at),
        }


_TAKEN = """
SELECT DISTINCT wanted.place, coalesce(s.parent_id, s.id)
FROM unnest(%s::int[], %s::uuid[], %s::timestamptz[], %s::timestamptz[])
    AS wanted(place, room_id, starts_at, ends_at)
JOIN trainings_session s ON s.room_id = wanted.room_id
    AND s.state IN ('planned', 'held')
    AND tstzrange(s.starts_at, s.ends_at) && tstzrange(wanted.starts_at, wanted.ends_at)
WHERE coalesce(s.parent_id, s.id) <> ALL (%s::uuid[])
ORDER BY 1
"""


def clashes(wanted: Sequence[Wanted], *, leaving_out: Collection[UUID] = ()) -> list[Clash]:
    """Every clash, in the order of what is wanted; some sessions may be about to move away."""
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKEN,
            [
                list(range(len(wanted))),
                [one.room_id for one in wanted],
                [one.starts_at for one in wanted],
                [one.ends_at for one in wanted],
                list(leaving_out),
            ],
        )
        found = cursor.fetchall()
    others = Session.objects.select_related("cohort__version__course", "room").in_bulk(
        [session_id for _place, session_id in found]
    )
    return [Clash(wanted[place], others[session_id]) for place, session_id in found]
