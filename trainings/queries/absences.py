"""What decides about the follow-ups of some women, read in one statement."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from core.prepared import prepared_cursor
from trainings.absences.values import Marked, Record, Task

# Of the place that is called `e` around it, as JSON. The governorate of a site is the first five
# signs of its area's P-code.
RECORD: Final = """
json_build_object(
    'is_member', e.kind = 'member'
        AND e.state NOT IN ('applied', 'waitlisted', 'merged', 'completed'),
    'from_on', e.from_on,
    'to_on', e.to_on,
    'never', EXISTS (SELECT FROM trainings_followup never
                     WHERE never.enrolment_id = e.id AND never.result = 'do_not_contact'),
    'marked', ARRAY(
        SELECT json_build_array(s.id, s.starts_at, s.on_day, s.state = 'held', said.mark)
        FROM trainings_attendance said JOIN trainings_session s ON s.id = said.session_id
        WHERE said.enrolment_id = e.id AND said.mark IS NOT NULL AND s.parent_id IS NULL
            AND s.state IN ('planned', 'held')
    ),
    'excuses', ARRAY(
        SELECT json_build_array(x.from_on, x.to_on)
        FROM trainings_plannedexcuse x WHERE x.enrolment_id = e.id
    ),
    'holidays', ARRAY(
        SELECT h.on_day FROM programmes_holiday h
        JOIN programmes_projectsite ps ON ps.id = e.project_site_id
        JOIN programmes_site site ON site.id = ps.site_id
        WHERE h.on_day >= e.from_on
            AND (h.governorate_id IS NULL OR h.governorate_id = left(site.area_id, 5))
    ),
    'task', (
        SELECT json_build_array(
            f.id, f.first_session_id, first.starts_at, f.last_session_id, last.starts_at,
            f.absences, f.due_on, f.result, f.closed_by_id IS NOT NULL,
            f.worked_on_at IS NOT NULL,
            EXISTS (SELECT FROM trainings_call c WHERE c.follow_up_id = f.id)
        )
        FROM trainings_followup f
        JOIN trainings_session first ON first.id = f.first_session_id
        JOIN trainings_session last ON last.id = f.last_session_id
        WHERE f.enrolment_id = e.id
        ORDER BY f.closed_at IS NULL DESC, f.opened_at DESC, f.id DESC LIMIT 1
    )
)
"""

_RECORDS = f"""
SELECT e.id, {RECORD} FROM trainings_enrolment e WHERE e.id = ANY(%(enrolments)s) ORDER BY e.id
"""  # noqa: S608 -- made of constants


def read_records(enrolments: Collection[UUID]) -> list[Record]:
    """What is stored of some enrolments whose cohorts are locked."""
    with prepared_cursor() as cursor:
        cursor.execute(_RECORDS, {"enrolments": list(enrolments)})
        return [record_of(enrolment, told) for enrolment, told in cursor.fetchall()]


def record_of(enrolment: UUID, told: dict[str, Any]) -> Record:
    """The record that `RECORD` tells of a place."""
    return Record(
        enrolment=enrolment,
        is_member=told["is_member"],
        from_on=date.fromisoformat(told["from_on"]),
        to_on=date.fromisoformat(told["to_on"]) if told["to_on"] else None,
        asked_not_to_be_contacted=told["never"],
        marked=tuple(_marked(*one) for one in told["marked"]),
        excuses=tuple(
            (date.fromisoformat(first), date.fromisoformat(after))
            for first, after in told["excuses"]
        ),
        holidays=frozenset(map(date.fromisoformat, told["holidays"])),
        task=_task(*told["task"]) if told["task"] else None,
    )


def _marked(session: str, starts_at: str, on_day: str, is_held: bool, mark: str) -> Marked:
    return Marked(
        UUID(session),
        datetime.fromisoformat(starts_at),
        date.fromisoformat(on_day),
        is_held,
        mark,
    )


def _task(
    task: str,
    first: str,
    first_at: str,
    last: str,
    last_at: str,
    absences: int,
    due: str,
    *how: Any,
) -> Task:
    return Task(
        UUID(task),
        UUID(first),
        datetime.fromisoformat(first_at),
        UUID(last),
        datetime.fromisoformat(last_at),
        absences,
        date.fromisoformat(due),
        *how,
    )
