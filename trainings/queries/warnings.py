"""What to know before a woman gets a place: her hours elsewhere, and what she has not completed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.dates import day_text
from core.scoping import scope
from core.text import isolated
from trainings.models import Cohort, Enrolment

if TYPE_CHECKING:
    from accounts.models import User

_CLASHES = """
SELECT p.canonical_id, e.cohort_id, count(DISTINCT ours.id), min(ours.starts_at)
FROM trainings_enrolment e
JOIN participants_participant p ON p.id = e.participant_id
JOIN trainings_session theirs ON theirs.cohort_id = e.cohort_id
    AND theirs.parent_id IS NULL AND theirs.state IN ('planned', 'held')
    AND theirs.on_day >= e.from_on AND (e.to_on IS NULL OR theirs.on_day < e.to_on)
JOIN trainings_session ours ON ours.cohort_id = %(cohort)s
    AND ours.parent_id IS NULL AND ours.state IN ('planned', 'held')
    AND ours.on_day >= %(from_on)s
    AND tstzrange(ours.starts_at, ours.ends_at) && tstzrange(theirs.starts_at, theirs.ends_at)
WHERE p.canonical_id = ANY(%(people)s) AND e.cohort_id <> %(cohort)s
    AND e.kind = 'member' AND e.state <> ALL(%(without)s)
GROUP BY p.canonical_id, e.cohort_id
ORDER BY min(ours.starts_at)
"""


@dataclass(frozen=True, slots=True)
class HoursClash:
    """Sessions of a class that meet with another class of hers; `other` where it may be seen."""

    number: int
    first_at: datetime
    other: Cohort | None

    def __str__(self) -> str:
        told = {
            "count": self.number,
            "day": day_text(self.first_at),
            "cohort": isolated(self.other),
        }
        if self.other is None:
            return (
                ngettext(
                    "She has a class at another office at the hours of %(count)d session, "
                    "on %(day)s.",
                    "She has a class at another office at the hours of %(count)d sessions, "
                    "the first on %(day)s.",
                    self.number,
                )
                % told
            )
        return (
            ngettext(
                "She is in %(cohort)s at the hours of %(count)d session, on %(day)s.",
                "She is in %(cohort)s at the hours of %(count)d sessions, the first on %(day)s.",
                self.number,
            )
            % told
        )


def warnings_about(
    people: Collection[UUID], cohort: Cohort, from_on: date, *, user: User
) -> dict[UUID, list[str]]:
    """Sentences about some women, by canonical id; the same number of queries for any number.

    What lies at places that the user does not see is told without a name.
    """
    told: dict[UUID, list[str]] = defaultdict(list)
    for person, clashes in _clashes(people, cohort, from_on, user).items():
        told[person] += map(str, clashes)
    for person in without_what_comes_before(people, cohort):
        told[person].append(_("She has not completed the course that this one builds on."))
    return told


def without_what_comes_before(people: Collection[UUID], cohort: Cohort) -> frozenset[UUID]:
    """Those of some women who have not completed the course that a class builds on, anywhere."""
    needed = cohort.version.prerequisite_id
    if needed is None or not people:
        return frozenset()
    with scope(service="what comes before"):
        completed = Enrolment.objects.filter(
            participant__canonical__in=list(people),
            state=Enrolment.State.COMPLETED,
            cohort__version__course=needed,
        )
        return frozenset(people) - set(completed.values_list("participant__canonical", flat=True))


def _clashes(
    people: Collection[UUID], cohort: Cohort, from_on: date, user: User
) -> dict[UUID, list[HoursClash]]:
    if not people:
        return {}
    with scope(service="clashes of hours"), connection.cursor() as cursor:
        cursor.execute(
            _CLASHES,
            {
                "people": list(people),
                "cohort": cohort.pk,
                "from_on": from_on,
                "without": [state.value for state in Enrolment.WITHOUT_A_PLACE],
            },
        )
        found = cursor.fetchall()
    seen = Cohort.objects.visible_to(user).in_bulk({other for _person, other, *_rest in found})
    clashes: dict[UUID, list[HoursClash]] = defaultdict(list)
    for person, other, number, first_at in found:
        clashes[person].append(HoursClash(number, first_at, seen.get(other)))
    return clashes
