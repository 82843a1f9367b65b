"""Who may bring children now: the women who are expected today at some places."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from childcare.queries.days import day_at
from childcare.queries.families import Family, families_of
from programmes.models import ProjectSite


@dataclass(frozen=True, slots=True)
class Expected:
    """A woman who is expected today, with her session that is on or comes next."""

    enrolment_id: UUID
    project_site_id: int
    name: str
    starts_at: datetime
    ends_at: datetime


# One line a woman and place; of two sessions, the one that has not ended yet.
_EXPECTED = """
SELECT DISTINCT ON (e.project_site_id, p.sort_key, p.id)
       e.id, e.project_site_id,
       concat_ws(' ', p.given, nullif(p.father, ''), nullif(p.grandfather, ''),
           nullif(p.family, '')),
       s.starts_at, s.ends_at
FROM unnest(%(places)s::int[], %(days)s::date[]) AS place(id, today)
JOIN trainings_session s ON s.project_site_id = place.id AND s.on_day = place.today
    AND s.parent_id IS NULL AND s.state IN ('planned', 'held')
JOIN trainings_enrolment e ON e.cohort_id = s.cohort_id
    AND e.state NOT IN ('applied', 'waitlisted', 'merged')
    AND e.from_on <= s.on_day AND (e.to_on IS NULL OR e.to_on > s.on_day)
JOIN participants_participant p ON p.id = e.participant_id
WHERE %(named)s::text[] IS NULL OR p.folded_name LIKE ALL (%(named)s)
ORDER BY e.project_site_id, p.sort_key, p.id, s.ends_at < %(now)s, s.starts_at, s.id
"""


def expected_today(
    places: Collection[ProjectSite], now: datetime, named: Collection[str] | None = None
) -> list[Expected]:
    """Everybody expected today, by place and name; `named` are folded parts of her name."""
    ordered = list(places)
    patterns = None if named is None else [f"%{_escaped(part)}%" for part in named]
    with connection.cursor() as cursor:
        cursor.execute(
            _EXPECTED,
            {
                "places": [place.pk for place in ordered],
                "days": [day_at(place, now) for place in ordered],
                "named": patterns,
                "now": now,
            },
        )
        return [Expected(*row) for row in cursor.fetchall()]


def families_at_the_door(
    places: Collection[ProjectSite], now: datetime
) -> dict[int, list[tuple[Expected, Family]]]:
    """The women of today whose children are not all inside, by place, in two queries."""
    expected = {one.enrolment_id: one for one in expected_today(places, now)}
    found: dict[int, list[tuple[Expected, Family]]] = {place.pk: [] for place in places}
    if expected:
        today = max(day_at(place, now) for place in places)
        for family in families_of(list(expected), today):
            one = expected[family.enrolment_id]
            if not all(child.is_inside for child in family.children):
                found[one.project_site_id].append((one, family))
    return found


def _escaped(part: str) -> str:
    return part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
