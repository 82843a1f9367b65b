"""Which other sessions hold a room when it is wanted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import day_text, hours_text
from core.folded import Folded
from core.text import isolated
from programmes.models import Room
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
    """A wanted room, and the hours of the session that holds it; `other` where she may see it."""

    wanted: Wanted
    room: Room
    starts_at: datetime
    ends_at: datetime
    other: Session | None

    def __str__(self) -> str:
        told = {
            "number": self.wanted.number,
            "day": day_text(self.wanted.starts_at),
            "hours": hours_text(self.wanted.starts_at, self.wanted.ends_at),
            "room": isolated(self.room),
            "other_hours": hours_text(self.starts_at, self.ends_at),
        }
        if self.other is None:
            return (
                _(
                    "Session %(number)s on %(day)s, %(hours)s: %(room)s is taken by "
                    "another project, %(other_hours)s."
                )
                % told
            )
        return _(
            "Session %(number)s on %(day)s, %(hours)s: %(room)s is taken by "
            "%(course)s, %(cohort)s, %(other_hours)s."
        ) % (told | _names(self.other))


def sentences_of(found: Sequence[Clash]) -> list[str]:
    """A sentence for whoever holds a room, however many sessions meet with hers."""
    together: dict[tuple[UUID, UUID | None], list[Clash]] = {}
    for clash in found:
        holder = clash.other.cohort_id if clash.other else None
        together.setdefault((clash.room.pk, holder), []).append(clash)
    return [_sentence(alike) for alike in together.values()]


def _sentence(alike: Sequence[Clash]) -> str:
    one, last = alike[0], alike[-1]
    numbers = {clash.wanted.number for clash in alike}
    if len(numbers) == 1:
        return str(one)
    told = {
        "count": len(numbers),
        "room": isolated(one.room),
        "first": day_text(one.wanted.starts_at),
        "last": day_text(last.wanted.starts_at),
    }
    if one.other is None:
        sentence = ngettext(
            "%(room)s is taken by another project at the hours of %(count)d session, on %(first)s.",
            "%(room)s is taken by another project at the hours of %(count)d sessions, "
            "from %(first)s to %(last)s.",
            len(numbers),
        )
    else:
        told |= _names(one.other)
        sentence = ngettext(
            "%(room)s is taken by %(course)s, %(cohort)s at the hours of %(count)d session, "
            "on %(first)s.",
            "%(room)s is taken by %(course)s, %(cohort)s at the hours of %(count)d sessions, "
            "from %(first)s to %(last)s.",
            len(numbers),
        )
    return Folded(sentence % told, map(str, alike))


def _names(other: Session) -> dict[str, str]:
    cohort = other.cohort
    return {"course": isolated(cohort.version.course.title), "cohort": isolated(cohort.name)}


_TAKEN = """
SELECT place - 1, session_id, room_id, starts_at, ends_at
FROM trainings_rooms_taken_across_scopes(
    %s::uuid[], %s::timestamptz[], %s::timestamptz[], %s::uuid[]
)
"""


def clashes(wanted: Sequence[Wanted], *, leaving_out: Collection[UUID] = ()) -> list[Clash]:
    """Every clash, in the order of what is wanted; some sessions may be about to move away."""
    if not wanted:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKEN,
            [
                [one.room_id for one in wanted],
                [one.starts_at for one in wanted],
                [one.ends_at for one in wanted],
                list(leaving_out),
            ],
        )
        found = cursor.fetchall()
    # Where several projects share a site, the database shows those of her own alone.
    others = Session.objects.select_related("cohort__version__course").in_bulk(
        [session_id for _place, session_id, *_hours in found]
    )
    rooms = Room.objects.in_bulk({room_id for _place, _session, room_id, *_hours in found})
    return [
        Clash(wanted[place], rooms[room_id], starts_at, ends_at, others.get(session_id))
        for place, session_id, room_id, starts_at, ends_at in found
    ]
