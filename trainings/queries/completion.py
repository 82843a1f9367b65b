"""What was recorded of the women of a cohort, over the places that each of them moved from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from core.prepared import prepared_cursor
from core.scoping import scope
from trainings.completion import Record, Rule
from trainings.models import Cohort, CourseVersion, Enrolment, Session

MOST_NAMED: Final = 5
DECIDED_OF = (Enrolment.State.ENROLLED, Enrolment.State.COMPLETED)
"""Whose course is decided when the cohort is closed; whoever left or moved is not among them."""

# A chain goes back through the places that she moved from, each counted over its own dates. What
# was called off is nobody's, and what makes up for it is a session like any other. Sessions and
# marks are read by their keys before they meet: nobody can guess how many a chain has, and the
# server would read all sessions there are.
_RECORDS = """
WITH RECURSIVE place AS (
    SELECT e.id AS root, e.id, e.cohort_id, e.from_on, e.to_on, e.transferred_from_id, 1 AS step
    FROM trainings_enrolment e WHERE e.id = ANY(%(enrolments)s)
    UNION ALL
    SELECT place.root, e.id, e.cohort_id, e.from_on, e.to_on, e.transferred_from_id, step + 1
    FROM place JOIN trainings_enrolment e ON e.id = place.transferred_from_id WHERE step < 20
), meeting AS MATERIALIZED (
    SELECT s.*, m.kind
    FROM trainings_session s LEFT JOIN trainings_module m ON m.id = s.module_id
    WHERE s.cohort_id = ANY(ARRAY(SELECT cohort_id FROM place)) AND s.state IN ('planned', 'held')
), marked AS MATERIALIZED (
    SELECT a.*
    FROM trainings_attendance a
    WHERE a.enrolment_id = ANY(ARRAY(SELECT id FROM place)) AND a.mark IS NOT NULL
), said AS (
    SELECT place.root, s.id AS session, s.starts_at, s.parent_id IS NULL AS is_main,
           s.state = 'held' AS is_held, s.kind, a.mark,
           a.mark IN ('present', 'late') AS is_there,
           greatest(0, extract(epoch FROM s.ends_at - s.starts_at) / 60
               - coalesce(a.minutes_late, 0) - coalesce(a.left_early_minutes, 0))::int AS minutes
    FROM place
    JOIN meeting s ON s.cohort_id = place.cohort_id
        AND s.on_day >= place.from_on AND (place.to_on IS NULL OR s.on_day < place.to_on)
    LEFT JOIN marked a ON a.session_id = s.id AND a.enrolment_id = place.id
), rated AS (
    SELECT e.id AS root, count(k.id) AS skills, count(r.id) AS rated,
           count(*) FILTER (WHERE r.level >= %(level)s) AS reached
    FROM trainings_enrolment e JOIN trainings_cohort c ON c.id = e.cohort_id
    LEFT JOIN trainings_skill k ON k.version_id = c.version_id
    LEFT JOIN trainings_skillrating r
        ON r.skill_id = k.id AND r.enrolment_id = e.id AND r.stage = 'end'
    WHERE e.id = ANY(%(enrolments)s) GROUP BY e.id
)
SELECT rated.root,
       count(*) FILTER (WHERE is_main AND is_held AND mark IS NOT NULL),
       count(*) FILTER (WHERE is_main AND is_held AND is_there),
       coalesce(sum(minutes) FILTER (
           WHERE is_held AND is_there AND (NOT is_main OR kind = 'dialogue')), 0),
       count(*) FILTER (WHERE is_main AND is_held AND kind = 'assessment'),
       coalesce((array_agg(is_there ORDER BY starts_at DESC) FILTER (
           WHERE is_main AND is_held AND kind = 'assessment' AND mark IS NOT NULL))[1], false),
       skills, rated, reached,
       coalesce(array_agg(session) FILTER (WHERE session IS NOT NULL AND mark IS NULL), '{}')
FROM rated LEFT JOIN said ON said.root = rated.root
GROUP BY rated.root, skills, rated, reached
"""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A woman's record, and the sessions of hers that have no mark yet."""

    record: Record
    without_a_mark: frozenset[UUID]


def rule_of(version: CourseVersion) -> Rule:
    """What a version asks for."""
    return Rule(
        percent=version.completion_percent,
        dialogue_minutes=version.completion_dialogue_minutes,
        assessment=version.completion_assessment,
        skill_level=version.completion_skill_level,
    )


def decided_members(cohort: Cohort) -> list[Enrolment]:
    """Those whose course is decided, by name."""
    return list(
        cohort.enrolments.members()
        .filter(state__in=DECIDED_OF)
        .select_related("participant", "completion")
        .order_by("participant__sort_key", "participant_id")
    )


def records_of(enrolments: Collection[UUID], rule: Rule) -> dict[UUID, Recorded]:
    """What was recorded of some women, in one query, also where they moved from another place."""
    with scope(service="completion"), prepared_cursor() as cursor:
        cursor.execute(_RECORDS, {"enrolments": list(enrolments), "level": rule.skill_level})
        return {
            root: Recorded(Record(*numbers), frozenset(missing))
            for root, *numbers, missing in cursor.fetchall()
        }


def sessions_named(ids: Collection[UUID]) -> list[Session]:
    """The first of some sessions, with their cohorts."""
    found = Session.objects.filter(pk__in=list(ids)).select_related("cohort")
    return list(found.order_by("starts_at", "id")[:MOST_NAMED])
