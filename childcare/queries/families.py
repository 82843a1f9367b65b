"""Women with their children as the door and the roster need them, in one query."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from core.prepared import prepared_cursor


@dataclass(frozen=True, slots=True)
class KnownChild:
    """A child of somebody with a place: where it is now, and when it came with her before.

    Inside with another guardian is inside, but not with her. `last_on` is the day before today on
    which it came with her last; None if it never did.
    """

    id: UUID
    name: str
    born_on: date
    is_inside: bool
    is_with_her: bool
    came_today: bool
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Family:
    """A place in a cohort, whose it is, her mark at a session, and her children."""

    enrolment_id: UUID
    guardian: str
    mark: str | None
    left_early_minutes: int | None
    children: tuple[KnownChild, ...]

    @property
    def inside(self) -> list[KnownChild]:
        """Those who are in a playroom now because she brought them."""
        return [child for child in self.children if child.is_with_her]

    @property
    def offered(self) -> list[KnownChild]:
        """Whom one tap takes in: those of the last time, all where there was none."""
        if any(child.came_today for child in self.children):
            return []
        return self.as_last_time

    @property
    def as_last_time(self) -> list[KnownChild]:
        """Those who came with her the last time and are not inside."""
        last = max((child.last_on for child in self.children if child.last_on), default=None)
        return [
            child
            for child in self.children
            if not child.is_inside and (last is None or child.last_on == last)
        ]


# A woman whose two records were merged is one, whichever of them brings a child or has a place.
_FAMILIES = """
SELECT e.id, concat_ws(' ', p.given, nullif(p.father, ''), nullif(p.grandfather, ''),
           nullif(p.family, '')), a.mark, a.left_early_minutes,
       c.id, c.name, c.born_on, coalesce(was.is_inside, false),
       coalesce(was.is_with_her, false), coalesce(was.came_today, false), was.last_on
FROM trainings_enrolment e
JOIN participants_participant p ON p.id = e.participant_id
JOIN LATERAL (
    SELECT DISTINCT g.child_id
    FROM participants_participant same
    JOIN childcare_guardianship g ON g.participant_id = same.id
    WHERE same.canonical_id = p.canonical_id
) hers ON true
JOIN childcare_child c ON c.id = hers.child_id
LEFT JOIN LATERAL (
    SELECT bool_or(s.out_at IS NULL) AS is_inside,
           bool_or(s.out_at IS NULL AND who.canonical_id = p.canonical_id) AS is_with_her,
           bool_or(s.on_day = %(today)s) AS came_today,
           max(s.on_day) FILTER (
               WHERE s.on_day < %(today)s AND who.canonical_id = p.canonical_id
           ) AS last_on
    FROM childcare_stay s
    JOIN trainings_enrolment own ON own.id = s.enrolment_id
    JOIN participants_participant who ON who.id = own.participant_id
    WHERE s.child_id = c.id AND s.cancelled_at IS NULL
) was ON true
LEFT JOIN trainings_attendance a ON a.enrolment_id = e.id AND a.session_id = %(session)s
WHERE e.id = ANY(%(enrolments)s)
ORDER BY p.sort_key, e.id, c.born_on DESC, c.id
"""


def families_of(
    enrolments: Collection[UUID], today: date, session_id: UUID | None = None
) -> list[Family]:
    """The families behind some places, by the name of the woman; who has no child is left out."""
    with prepared_cursor() as cursor:
        cursor.execute(
            _FAMILIES, {"enrolments": list(enrolments), "today": today, "session": session_id}
        )
        rows = cursor.fetchall()
    families = []
    for (enrolment_id, name, mark, left_early), lines in groupby(rows, key=lambda row: row[:4]):
        children = tuple(KnownChild(*line[4:]) for line in lines)
        families.append(Family(enrolment_id, name, mark, left_early, children))
    return families
