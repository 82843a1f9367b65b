"""What the playroom says on a roster: chips, cautions, and who keeps a session open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

from childcare.cautions import Caution, HerSession, caution_at
from childcare.queries.families import Family, families_of

if TYPE_CHECKING:
    from trainings.models import Session


def families_on(session: Session, enrolments: Sequence[UUID]) -> list[Family]:
    """The families of a roster, with the marks of its session."""
    return families_of(enrolments, session.on_day, session.pk)


def caution_on(session: Session, family: Family, now: datetime) -> Caution:
    """What does not fit a child inside, at this very session."""
    hers = HerSession(session.starts_at, session.ends_at, family.mark, family.left_early_minutes)
    return caution_at(hers, now)


# Her other sessions that day that nobody has finished and that end later keep this one from being
# her last; a dialogue inside a day never is.
_KEEPS_OPEN = """
SELECT c.name, concat_ws(' ', p.given, nullif(p.father, ''), nullif(p.grandfather, ''),
           nullif(p.family, ''))
FROM trainings_session this
JOIN trainings_enrolment e ON e.cohort_id = this.cohort_id
JOIN participants_participant p ON p.id = e.participant_id
JOIN participants_participant same ON same.canonical_id = p.canonical_id
JOIN trainings_enrolment hers ON hers.participant_id = same.id
JOIN childcare_stay st ON st.enrolment_id = hers.id AND st.on_day = this.on_day
    AND st.out_at IS NULL AND st.cancelled_at IS NULL
JOIN childcare_child c ON c.id = st.child_id
WHERE this.id = %(session)s AND this.parent_id IS NULL
    AND e.state NOT IN ('applied', 'waitlisted', 'merged')
    AND e.from_on <= this.on_day AND (e.to_on IS NULL OR e.to_on > this.on_day)
    AND NOT EXISTS (
        SELECT FROM trainings_enrolment also
        JOIN trainings_session later ON later.cohort_id = also.cohort_id
        JOIN participants_participant again ON again.id = also.participant_id
        WHERE again.canonical_id = p.canonical_id
            AND also.state NOT IN ('applied', 'waitlisted', 'merged')
            AND also.from_on <= this.on_day AND (also.to_on IS NULL OR also.to_on > this.on_day)
            AND later.on_day = this.on_day AND later.parent_id IS NULL
            AND later.state IN ('planned', 'held') AND later.finished_at IS NULL
            AND (later.ends_at, later.id) > (this.ends_at, this.id)
    )
GROUP BY c.id, c.name, p.id
ORDER BY p.sort_key, c.born_on, c.id
"""


def children_that_keep_open(session: Session) -> list[tuple[str, str]]:
    """Children inside, with their guardian, for whom this is the last session of the day."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEPS_OPEN, {"session": session.pk})
        return [(child, guardian) for child, guardian in cursor.fetchall()]
