"""Who is missed: women whose last marks say absent, again and again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from uuid import UUID

from dashboards.queries.pieces import HAS_A_PLACE, rows_of

ENOUGH = 2
"""From so many absences in a row somebody looks after her."""


class Spell(NamedTuple):
    """Absences in a row, up to now, and the follow-up that is open about them."""

    enrolment: UUID
    name: str
    cohort: UUID
    cohort_name: str
    absences: int
    since: date
    follow_up: UUID | None


# Excused, not recorded and not hers neither add to a spell nor break it; an absence that she told
# of beforehand is as good as an excuse.
_SPELLS = f"""
SELECT e.id, concat_ws(' ', nullif(p.given, ''), nullif(p.father, ''),
        nullif(p.grandfather, ''), nullif(p.family, '')),
    c.id, c.name, missed.absences, missed.since,
    (SELECT f.id FROM trainings_followup f
     WHERE f.enrolment_id = e.id AND f.closed_at IS NULL LIMIT 1)
FROM trainings_enrolment e
JOIN trainings_cohort c ON c.id = e.cohort_id
JOIN participants_participant p ON p.id = e.participant_id
CROSS JOIN LATERAL (
    SELECT count(*) AS absences, min(said.on_day) AS since
    FROM (
        SELECT s.on_day, a.mark,
            max(s.starts_at) FILTER (WHERE a.mark IN ('present', 'late')) OVER () AS last_there,
            s.starts_at
        FROM trainings_attendance a JOIN trainings_session s ON s.id = a.session_id
        WHERE a.enrolment_id = e.id AND s.parent_id IS NULL AND s.state = 'held'
            AND s.on_day >= e.from_on AND (e.to_on IS NULL OR s.on_day < e.to_on)
    ) said
    WHERE said.mark = 'absent' AND (said.last_there IS NULL OR said.starts_at > said.last_there)
        AND NOT EXISTS (
            SELECT FROM trainings_plannedexcuse x WHERE x.enrolment_id = e.id
                AND x.from_on <= said.on_day AND x.to_on > said.on_day
        )
) missed
WHERE c.id = ANY(%(cohorts)s) AND {HAS_A_PLACE} AND e.state <> 'completed'
    AND e.from_on <= %(today)s AND (e.to_on IS NULL OR e.to_on > %(today)s)
    AND missed.absences >= %(enough)s
ORDER BY missed.absences DESC, missed.since, p.sort_key, e.id
"""


def spells_of(cohorts: Collection[UUID], today: date, enough: int = ENOUGH) -> list[Spell]:
    """Spells of absence that go on in some cohorts, the longest first; one query."""
    values = {"cohorts": list(cohorts), "today": today, "enough": enough}
    return [Spell(*row) for row in rows_of(_SPELLS, values)]
