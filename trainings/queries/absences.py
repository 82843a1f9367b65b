"""What decides about the follow-ups of some women, read in one statement."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from core.prepared import prepared_cursor
from trainings.absences.values import Facts, Said, Task

# An absence that she told of beforehand is as good as an excuse. The governorate of a site is the
# first five signs of its area's P-code.
_FACTS = """
SELECT e.id,
       e.kind = 'member' AND e.state NOT IN ('applied', 'waitlisted', 'merged', 'completed')
           AND (e.to_on IS NULL OR e.to_on > %(today)s),
       EXISTS (SELECT FROM trainings_followup never
               WHERE never.enrolment_id = e.id AND never.result = 'do_not_contact'),
       said.ids, said.starts, said.days, said.marks,
       task.id, task.first_session_id, first.starts_at, task.last_session_id, last.starts_at,
       task.absences, task.due_on, task.result, task.closed_by_id IS NOT NULL,
       task.worked_on_at IS NOT NULL,
       EXISTS (SELECT FROM trainings_call c WHERE c.follow_up_id = task.id),
       ARRAY(SELECT h.on_day FROM programmes_holiday h
             WHERE h.on_day >= said.days[1]
               AND (h.governorate_id IS NULL OR h.governorate_id = left(site.area_id, 5)))
FROM trainings_enrolment e
JOIN programmes_projectsite ps ON ps.id = e.project_site_id
JOIN programmes_site site ON site.id = ps.site_id
LEFT JOIN LATERAL (
    SELECT array_agg(s.id ORDER BY s.starts_at, s.id) AS ids,
           array_agg(s.starts_at ORDER BY s.starts_at, s.id) AS starts,
           array_agg(s.on_day ORDER BY s.starts_at, s.id) AS days,
           array_agg(CASE WHEN a.mark = 'absent' AND EXISTS (
               SELECT FROM trainings_plannedexcuse x WHERE x.enrolment_id = e.id
                   AND x.from_on <= s.on_day AND x.to_on > s.on_day
           ) THEN 'excused' ELSE a.mark END ORDER BY s.starts_at, s.id) AS marks
    FROM trainings_attendance a JOIN trainings_session s ON s.id = a.session_id
    WHERE a.enrolment_id = e.id AND a.mark IS NOT NULL AND s.parent_id IS NULL
        -- A session where nobody but the excused was marked stays planned.
        AND (s.state = 'held' OR s.state = 'planned' AND s.on_day <= %(today)s)
        AND s.on_day >= e.from_on
        AND (e.to_on IS NULL OR s.on_day < e.to_on)
) said ON true
LEFT JOIN LATERAL (
    SELECT * FROM trainings_followup f WHERE f.enrolment_id = e.id
    ORDER BY f.closed_at IS NULL DESC, f.opened_at DESC, f.id DESC LIMIT 1
) task ON true
LEFT JOIN trainings_session first ON first.id = task.first_session_id
LEFT JOIN trainings_session last ON last.id = task.last_session_id
WHERE e.id = ANY(%(enrolments)s)
ORDER BY e.id
"""


def read_facts(enrolments: Collection[UUID], today: date) -> list[Facts]:
    """The facts about some enrolments whose cohorts are locked."""
    with prepared_cursor() as cursor:
        cursor.execute(_FACTS, {"enrolments": list(enrolments), "today": today})
        return [_facts(row) for row in cursor.fetchall()]


def _facts(row: tuple[Any, ...]) -> Facts:
    enrolment, has_a_place, never, ids, starts, days, marks, *task, holidays = row
    said = zip(ids, starts, days, marks, strict=True) if ids else ()
    return Facts(
        enrolment=enrolment,
        said=tuple(Said(*one) for one in said),
        has_a_place=has_a_place,
        asked_not_to_be_contacted=never,
        task=Task(*task) if task[0] else None,
        holidays=frozenset(holidays),
    )
