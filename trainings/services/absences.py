"""Follow-ups kept as the marks say, in the transaction in which the marks are written."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

from core.ids import uuid7
from programmes.models import Site
from trainings.absences.tend import next_step
from trainings.absences.values import THERE, Marked, Step
from trainings.events.fold import Folded
from trainings.events.values import Mark, Row
from trainings.models import Attendance, Cohort, Enrolment, Session
from trainings.queries.absences import read_records
from trainings.queries.attendance_state import LockedSession, Reading

# What a mark closed has no `closed_by`. A follow-up that goes away was touched by nobody.
STEPS: Final = """
step AS (
    SELECT * FROM json_to_recordset(%(steps)s) AS step (
        act text, task uuid, enrolment uuid, first uuid, last uuid, absences int, due date,
        result text
    )
), removed AS (
    DELETE FROM trainings_followup f USING step WHERE step.act = 'remove' AND f.id = step.task
), closed AS (
    UPDATE trainings_followup f SET closed_at = %(now)s::timestamptz, result = step.result
    FROM step WHERE step.act = 'close' AND f.id = step.task
), renewed AS (
    UPDATE trainings_followup f SET first_session_id = step.first, last_session_id = step.last,
        absences = step.absences, due_on = step.due, closed_at = NULL, closed_by_id = NULL,
        result = '', support = '', leaving = '',
        worked_on_at = CASE WHEN step.act = 'renew' THEN f.worked_on_at END
    FROM step WHERE step.act IN ('renew', 'reopen') AND f.id = step.task
)
INSERT INTO trainings_followup (
    id, enrolment_id, cohort_id, project_site_id, first_session_id, last_session_id, absences,
    opened_at, due_on, result, support, leaving
)
SELECT step.task, e.id, e.cohort_id, e.project_site_id, step.first, step.last, step.absences,
    %(now)s::timestamptz, step.due, '', '', ''
FROM step JOIN trainings_enrolment e ON e.id = step.enrolment WHERE step.act = 'open'
"""
"""What follows a `WITH`, where the marks may stand before it; its values are `values_of`."""


def tend(enrolments: Collection[UUID], *, today: date, now: datetime) -> None:
    """Bring the follow-ups of some women to what is marked; their cohorts are locked.

    Two statements, whatever their number; one where everything is as it should be.
    """
    records = read_records(enrolments)
    steps = [step for one in records if (step := next_step(one.facts_on(today), today))]
    if steps:
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {STEPS}", values_of(steps, now))


def steps_after_marks(
    folded: Folded, reading: Reading, sessions: Mapping[UUID, LockedSession]
) -> list[Step]:
    """The same of a batch that is about to be written, for those whom it may concern."""
    concerned: dict[UUID, date] = {}
    marks: dict[UUID, list[Marked]] = {}
    for (session_id, enrolment), row in folded.changed.items():
        session, place = sessions[session_id], reading.places[enrolment]
        if session.parent_id is not None:
            continue
        marks.setdefault(enrolment, []).append(_marked(session, row, folded))
        was = reading.state.rows.get((session_id, enrolment), Row()).value.mark
        # Other minutes change nothing: at this session she was there before and is now.
        is_as_before = was in THERE and row.value.mark in THERE
        if not is_as_before and (
            Mark.ABSENT in (was, row.value.mark)
            or place.is_followed_up
            # A mark that hid an absence before it is taken back.
            or (was is not None and place.was_ever_absent)
        ):
            concerned[enrolment] = session.today
    steps = (
        next_step(reading.records[enrolment].with_marks(marks[enrolment]).facts_on(today), today)
        for enrolment, today in concerned.items()
    )
    return [step for step in steps if step]


def values_of(steps: Iterable[Step], now: datetime) -> dict[str, str | datetime]:
    """What `STEPS` is given."""
    return {"steps": json.dumps([_row(step) for step in steps]), "now": now}


def _marked(session: LockedSession, row: Row, folded: Folded) -> Marked:
    return Marked(
        session=session.id,
        starts_at=session.starts_at,
        on_day=session.on_day,
        is_held=session.state == Session.State.HELD or session.id in folded.made_held,
        mark=(row.value.mark or "") if session.is_happening else "",
    )


def tend_session(session: Session) -> None:
    """The same for everybody marked at a session whose state has changed."""
    marked = Attendance.objects.recorded().filter(session=session)
    tend_now(session.project_site.site, list(marked.values_list("enrolment", flat=True)))


def tend_place(enrolment: Enrolment) -> None:
    """The same for one woman whose place or excuses have changed; locks her cohort."""
    cohort = Cohort.objects.select_for_update(no_key=True).get(pk=enrolment.cohort_id)
    tend_now(cohort.project_site.site, [enrolment.pk])


def tend_now(site: Site, enrolments: Collection[UUID]) -> None:
    """The same for women of a site, on its day; their cohorts are locked."""
    now = timezone.now()
    tend(enrolments, today=now.astimezone(ZoneInfo(site.time_zone)).date(), now=now)


def _row(step: Step) -> dict[str, str | int | None]:
    return {
        "act": step.act,
        "task": str(step.task or uuid7()),
        "enrolment": str(step.enrolment),
        "first": _text(step.first_session),
        "last": _text(step.last_session),
        "absences": step.absences,
        "due": step.due_on.isoformat() if step.due_on else None,
        "result": step.result,
    }


def _text(value: UUID | None) -> str | None:
    return str(value) if value else None
