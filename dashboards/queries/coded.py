"""Records for analysis, a line for each; `services.coded` puts codes in the place of ids.

Each line begins with the number of its group, a session or a cohort, and the id of whose place it
is about (of sessions, which are nobody's, with that of the cohort). What is told of a woman comes
from `PLACES` once, and not with every line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.exports.copied import streamed_rows
from dashboards.queries.pieces import HAS_A_PLACE, age_on, rows_of


@dataclass(frozen=True, slots=True)
class Asked:
    """Which places and which days."""

    places: tuple[int, ...]
    first: date
    last: date

    def values(self) -> dict[str, Any]:
        """The same for a statement."""
        return {"places": list(self.places), "first": self.first, "last": self.last}


class PlaceRow(NamedTuple):
    """A place in a cohort, with whose it is, her side and her age band on its first day."""

    id: UUID
    cohort: UUID
    person: UUID
    side: str
    band: str


_HERE = f"""e.project_site_id = ANY(%(places)s) AND {HAS_A_PLACE}
    AND e.from_on <= %(last)s AND (e.to_on IS NULL OR e.to_on > %(first)s)"""

# Statuses are looked up for all at once; of several the same one counts as in `status_on`.
_PLACES = f"""
SELECT * FROM (
    SELECT DISTINCT ON (e.id) e.id, e.cohort_id, p.canonical_id,
        CASE WHEN d.status IN ('idp', 'host') THEN d.status ELSE 'rest' END,
        {age_on("e.from_on")}, e.from_on
    FROM trainings_enrolment e
    JOIN participants_participant p ON p.id = e.participant_id
    JOIN participants_participant survivor ON survivor.id = p.canonical_id
    JOIN participants_participant r ON r.canonical_id = p.canonical_id
    LEFT JOIN participants_displacementepisode d ON d.participant_id = r.id
        AND d.from_on <= e.from_on AND (d.to_on IS NULL OR d.to_on > e.from_on)
    WHERE {_HERE}
    ORDER BY e.id, d.status IN ('unknown', 'refused'), d.participant_id <> p.canonical_id, d.from_on
) one
ORDER BY cohort_id, from_on, id
"""

_COURSE = """JOIN trainings_cohort c ON c.id = {of}.cohort_id
JOIN trainings_courseversion v ON v.id = c.version_id
JOIN trainings_course course ON course.id = v.course_id"""

_HERS = "s.on_day >= e.from_on AND (e.to_on IS NULL OR s.on_day < e.to_on)"

ATTENDANCE = f"""
WITH lessons AS MATERIALIZED (
    SELECT s.id, course.code, s.number, s.on_day, m.kind,
        (s.parent_id IS NOT NULL)::int AS inside,
        row_number() OVER (ORDER BY c.starts_on, c.id, s.starts_at, s.id) AS turn
    FROM trainings_session s
    {_COURSE.format(of="s")}
    LEFT JOIN trainings_module m ON m.id = s.module_id
    WHERE s.project_site_id = ANY(%(places)s) AND s.state = 'held'
        AND s.on_day BETWEEN %(first)s AND %(last)s
)
SELECT s.turn, a.enrolment_id, s.code, s.number, s.on_day, s.kind, s.inside, a.mark,
    a.minutes_late
FROM lessons s
JOIN trainings_attendance a ON a.session_id = s.id AND a.mark IS NOT NULL
JOIN trainings_enrolment e ON e.id = a.enrolment_id
WHERE {_HERE} AND {_HERS}
ORDER BY s.turn
"""

ENROLMENTS = f"""
SELECT dense_rank() OVER (ORDER BY c.starts_on, c.id), e.id, course.code, e.from_on, e.to_on,
    e.state, coalesce(marks.present, 0), coalesce(marks.late, 0), coalesce(marks.excused, 0),
    coalesce(marks.absent, 0)
FROM trainings_enrolment e
{_COURSE.format(of="e")}
LEFT JOIN (
    SELECT e.id, count(*) FILTER (WHERE a.mark = 'present') AS present,
        count(*) FILTER (WHERE a.mark = 'late') AS late,
        count(*) FILTER (WHERE a.mark = 'excused') AS excused,
        count(*) FILTER (WHERE a.mark = 'absent') AS absent
    FROM trainings_enrolment e
    JOIN trainings_attendance a ON a.enrolment_id = e.id
    JOIN trainings_session s ON s.id = a.session_id
    WHERE {_HERE} AND {_HERS} AND s.parent_id IS NULL AND s.state = 'held'
        AND s.on_day BETWEEN %(first)s AND %(last)s
    GROUP BY e.id
) marks ON marks.id = e.id
WHERE {_HERE}
ORDER BY 1
"""

SESSIONS = f"""
SELECT dense_rank() OVER (ORDER BY c.starts_on, c.id), s.cohort_id, course.code, s.number, s.on_day,
    to_char(s.starts_at AT TIME ZONE site.time_zone, 'HH24:MI'),
    (extract(epoch FROM s.ends_at - s.starts_at) / 60)::int, m.kind,
    (s.parent_id IS NOT NULL)::int, (s.makeup_of_id IS NOT NULL)::int, s.state,
    nullif(s.state_reason, '')
FROM trainings_session s
JOIN programmes_projectsite place ON place.id = s.project_site_id
JOIN programmes_site site ON site.id = place.site_id
{_COURSE.format(of="s")}
LEFT JOIN trainings_module m ON m.id = s.module_id
WHERE s.project_site_id = ANY(%(places)s) AND s.on_day BETWEEN %(first)s AND %(last)s
ORDER BY c.starts_on, c.id, s.starts_at, s.id
"""

_COUNTS = {
    ATTENDANCE: f"""
SELECT count(*) FROM trainings_session s
JOIN trainings_attendance a ON a.session_id = s.id AND a.mark IS NOT NULL
JOIN trainings_enrolment e ON e.id = a.enrolment_id
WHERE {_HERE} AND {_HERS} AND s.project_site_id = ANY(%(places)s) AND s.state = 'held'
    AND s.on_day BETWEEN %(first)s AND %(last)s
""",
    ENROLMENTS: f"SELECT count(*) FROM trainings_enrolment e WHERE {_HERE}",
    SESSIONS: """
SELECT count(*) FROM trainings_session s
WHERE s.project_site_id = ANY(%(places)s) AND s.on_day BETWEEN %(first)s AND %(last)s
""",
}


def places_asked(asked: Asked) -> Iterator[PlaceRow]:
    """The places that some files are about: cohort by cohort, the earliest first."""
    for row in streamed_rows(_PLACES, asked.values()):
        yield PlaceRow(*row[:5])


def cohorts_asked(asked: Asked) -> list[UUID]:
    """The cohorts at the same places."""
    sql = "SELECT id FROM trainings_cohort WHERE project_site_id = ANY(%(places)s)"
    return [cohort for (cohort,) in rows_of(sql, asked.values())]


def count_of(statement: str, asked: Asked) -> int:
    """How many lines one of these statements answers."""
    ((number,),) = rows_of(_COUNTS[statement], asked.values())
    return int(number)
