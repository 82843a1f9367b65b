"""Who is missed: women whose last marks say absent, again and again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from uuid import UUID

from dashboards.queries.pieces import HAS_A_PLACE, Planned, Rows, rows_of

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
WITH held AS MATERIALIZED (
    SELECT s.id, s.on_day, s.starts_at FROM trainings_session s
    WHERE s.cohort_id = ANY(%(cohorts)s) AND s.parent_id IS NULL AND s.state = 'held'
), women AS MATERIALIZED (
    SELECT e.id, e.cohort_id, e.participant_id, e.from_on, e.to_on FROM trainings_enrolment e
    WHERE e.cohort_id = ANY(%(cohorts)s) AND {HAS_A_PLACE} AND e.state <> 'completed'
        AND e.from_on <= %(today)s AND (e.to_on IS NULL OR e.to_on > %(today)s)
), said AS (
    SELECT a.enrolment_id, a.mark, held.on_day, held.starts_at,
        max(held.starts_at) FILTER (WHERE a.mark IN ('present', 'late'))
            OVER (PARTITION BY a.enrolment_id) AS last_there
    FROM women
    JOIN trainings_attendance a ON a.enrolment_id = women.id
    JOIN held ON held.id = a.session_id
        AND held.on_day >= women.from_on AND (women.to_on IS NULL OR held.on_day < women.to_on)
), missed AS (
    SELECT said.enrolment_id, count(*) AS absences, min(said.on_day) AS since
    FROM said
    WHERE said.mark = 'absent' AND (said.last_there IS NULL OR said.starts_at > said.last_there)
        AND NOT EXISTS (
            SELECT FROM trainings_plannedexcuse x WHERE x.enrolment_id = said.enrolment_id
                AND x.from_on <= said.on_day AND x.to_on > said.on_day
        )
    GROUP BY 1
    HAVING count(*) >= %(enough)s
)
SELECT women.id, concat_ws(' ', nullif(p.given, ''), nullif(p.father, ''),
        nullif(p.grandfather, ''), nullif(p.family, '')),
    c.id, c.name, missed.absences, missed.since,
    (SELECT f.id FROM trainings_followup f
     WHERE f.enrolment_id = women.id AND f.closed_at IS NULL LIMIT 1)
FROM missed
JOIN women ON women.id = missed.enrolment_id
JOIN trainings_cohort c ON c.id = women.cohort_id
JOIN participants_participant p ON p.id = women.participant_id
ORDER BY missed.absences DESC, missed.since, p.sort_key, women.id
"""


def spells_of(cohorts: Collection[UUID], today: date, enough: int = ENOUGH) -> list[Spell]:
    """Spells of absence that go on in some cohorts, the longest first; one query."""
    return _spells(rows_of(_SPELLS, {"cohorts": list(cohorts), "today": today, "enough": enough}))


def spells_asked(cohort: UUID, today: date) -> Planned[list[Spell]]:
    """The same of one cohort, whose plan can be kept; of many it depends on how many there are."""
    return Planned(_SPELLS, {"cohorts": [cohort], "today": today, "enough": ENOUGH}, _spells)


def _spells(rows: Rows) -> list[Spell]:
    return [Spell(*row) for row in rows]
