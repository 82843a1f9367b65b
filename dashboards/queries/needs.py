"""What needs a manager today: exact counts for somebody who may open each record.

Each question is asked where she holds the right to the page that solves it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Min, Q

from childcare.models import Stay
from dashboards.queries.pieces import HAS_A_PLACE, THERE_ON, rows_of
from dashboards.queries.weeks import week_of
from outreach.models import Visit
from trainings.models import Cohort, Disagreement, Enrolment, Review
from trainings.queries.cohorts import counted, enrolled
from trainings.queries.today import unrecorded

if TYPE_CHECKING:
    from core.scope import Scoped
    from trainings.models.cohort import CohortQuerySet

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """How many wait, and for how many days the oldest has."""

    count: int = 0
    days: int | None = None


def sessions_to_record(user: Scoped) -> Gap:
    """Sessions of days before with a mark missing."""
    told = unrecorded(user).order_by().aggregate(count=Count("pk"), oldest=Min("on_day"))
    return _gap(told, user.scope.today)


def open_disagreements(user: Scoped) -> Gap:
    """Rows of which two recorders said different things."""
    told = (
        Disagreement.objects.visible_to(user)
        .open()
        .aggregate(count=Count("pk"), oldest=Min("opened_at__date"))
    )
    return _gap(told, user.scope.today)


def open_reviews(user: Scoped) -> int:
    """Marks that wait to be accepted or declined."""
    return Review.objects.visible_to(user).open().count()


def children_inside(user: Scoped) -> tuple[int, int]:
    """Children still checked in, and how many of them since a day before."""
    told = (
        Stay.objects.visible_to(user)
        .inside()
        .aggregate(now=Count("pk"), before=Count("pk", filter=Q(on_day__lt=user.scope.today)))
    )
    return told["now"], told["before"]


@dataclass(frozen=True, slots=True)
class Late:
    """Visits whose visitors should be back, and visits that nobody set off for."""

    not_back: int
    not_begun: int


def visits_overdue(user: Scoped, now: datetime) -> Late:
    """Visits that ask for somebody, in one query."""
    out = Q(left_base_at__isnull=False, back_at=None)
    told = Visit.objects.visible_to(user).aggregate(
        not_back=Count("pk", filter=out & Q(left_base_at__lt=now - F("round__back_within"))),
        not_begun=Count(
            "pk",
            filter=Q(
                left_base_at=None, outcome="", on_day__lt=user.scope.today, round__closed_at=None
            ),
        ),
    )
    return Late(**told)


@dataclass(frozen=True, slots=True)
class Week:
    """Marks of a week that say she was there, of all marks of sessions that were hers."""

    there: int
    marked: int

    @property
    def rate(self) -> int | None:
        """In percent; None without a mark."""
        return (200 * self.there + self.marked) // (2 * self.marked) if self.marked else None


_WEEKS = f"""
SELECT s.on_day >= %(this)s, count(*) FILTER (WHERE a.mark IN ('present', 'late')), count(*)
FROM trainings_session s
JOIN trainings_attendance a ON a.session_id = s.id AND a.mark IS NOT NULL
JOIN trainings_enrolment e ON e.id = a.enrolment_id
WHERE s.project_site_id = ANY(%(places)s) AND s.on_day BETWEEN %(last)s AND %(today)s
    AND s.parent_id IS NULL AND s.state = 'held'
    AND {HAS_A_PLACE} AND {THERE_ON.format(day="s.on_day")}
GROUP BY 1
"""


def two_weeks(places: Collection[int], today: date) -> tuple[Week, Week]:
    """Attendance of this week so far, and of the last one, in one query."""
    this = week_of(today)
    values = {
        "places": list(places),
        "this": this,
        "last": this - timedelta(days=7),
        "today": today,
    }
    found = {is_this: Week(there, marked) for is_this, there, marked in rows_of(_WEEKS, values)}
    return found.get(True, Week(0, 0)), found.get(False, Week(0, 0))


@dataclass(frozen=True, slots=True)
class Seats:
    """Places of cohorts that have not ended."""

    cohorts: list[Cohort]
    free: int
    waiting: int


def seats(user: Scoped) -> Seats:
    """Free places and women who wait for one, in one query; full and waited-for cohorts first."""
    cohorts = list(_open_cohorts(Cohort.objects.visible_to(user), user.scope.today))
    for one in cohorts:
        one.free_count = max(one.version.capacity - one.member_count, 0)  # type: ignore[attr-defined]
    cohorts.sort(key=lambda one: (-one.waiting_count, one.name))  # type: ignore[attr-defined]
    return Seats(
        cohorts,
        free=sum(one.free_count for one in cohorts),  # type: ignore[attr-defined]
        waiting=sum(one.waiting_count for one in cohorts),  # type: ignore[attr-defined]
    )


def _open_cohorts(cohorts: CohortQuerySet, today: date) -> CohortQuerySet:
    from django.db.models import OuterRef

    members = Enrolment.objects.members().filter(cohort=OuterRef("pk"))
    waiting = members.filter(Q(to_on=None) | Q(to_on__gt=today), state__in=Enrolment.WAITING)
    return (
        cohorts.filter(ends_on__gte=today)
        .select_related("version__course", "project_site__site")
        .annotate(
            member_count=counted(enrolled(members, today), "cohort"),
            waiting_count=counted(waiting, "cohort"),
        )
    )


# Each step counts women who did the one before. Completing and going on are over all her places.
_FUNNEL = f"""
WITH hers AS (
    SELECT p.canonical_id AS person,
        bool_or(EXISTS (
            SELECT FROM participants_consent c JOIN participants_consenttext t ON t.id = c.text_id
            WHERE c.participant_id = p.id AND t.purpose = 'data_processing'
                AND c.decision = 'agreed' AND c.is_complete
        )) AS registered
    FROM participants_participant p
    WHERE p.project_sites && %(places)s::int[] AND p.sex <> 'm'
    GROUP BY 1
), places AS (
    SELECT p.canonical_id AS person, e.id, e.state, e.from_on, e.to_on, e.cohort_id, v.course_id,
        coalesce(e.to_on - 1, c.ends_on) AS done_on
    FROM trainings_enrolment e
    JOIN trainings_cohort c ON c.id = e.cohort_id
    JOIN trainings_courseversion v ON v.id = c.version_id
    JOIN participants_participant p ON p.id = e.participant_id
    WHERE e.project_site_id = ANY(%(places)s) AND {HAS_A_PLACE}
), steps AS (
    SELECT hers.person, hers.registered,
        EXISTS (SELECT FROM places e WHERE e.person = hers.person) AS enrolled,
        EXISTS (
            SELECT FROM places e JOIN trainings_attendance a ON a.enrolment_id = e.id
            JOIN trainings_session s ON s.id = a.session_id
            WHERE e.person = hers.person AND a.mark IN ('present', 'late')
                AND s.parent_id IS NULL AND s.state = 'held' AND {THERE_ON.format(day="s.on_day")}
        ) AS came,
        EXISTS (
            SELECT FROM places e WHERE e.person = hers.person AND e.state = 'completed'
        ) AS completed,
        EXISTS (
            SELECT FROM places e JOIN places next ON next.person = e.person
                AND next.course_id <> e.course_id AND next.from_on >= e.done_on
            WHERE e.person = hers.person AND e.state = 'completed'
        ) AS went_on
    FROM hers
)
SELECT count(*), count(*) FILTER (WHERE registered),
    count(*) FILTER (WHERE registered AND enrolled),
    count(*) FILTER (WHERE registered AND enrolled AND came),
    count(*) FILTER (WHERE registered AND enrolled AND came AND completed),
    count(*) FILTER (WHERE registered AND enrolled AND came AND completed AND went_on)
FROM steps
"""


def funnel(places: Collection[int]) -> list[int]:
    """Women known, registered in full, enrolled, came once, completed, went on; one query."""
    ((*steps,),) = rows_of(_FUNNEL, {"places": list(places)})
    return steps


def _gap(told: dict[str, Any], today: date) -> Gap:
    oldest: date | None = told["oldest"]
    return Gap(told["count"], (today - oldest).days if oldest else None)
