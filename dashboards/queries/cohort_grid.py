"""Everything that the page of a cohort counts: women by sessions, read in four queries.

Rates follow the rules of attendance: hers = main sessions held while her place was active; what has
no mark stands outside both rates; her status is that of the session's day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from dashboards.indicators.units import STATUSES
from dashboards.queries.pieces import rows_of
from dashboards.queries.weeks import week_of

if TYPE_CHECKING:
    from trainings.models import Cohort

THERE = frozenset({"present", "late"})
KEPT = THERE | {"excused"}


class Meeting(NamedTuple):
    """A session of the cohort."""

    id: UUID
    number: int
    on_day: date
    starts_at: datetime
    state: str
    is_main: bool
    is_dialogue: bool
    minutes: int

    @property
    def is_off(self) -> bool:
        """True where it was cancelled or postponed."""
        return self.state in ("cancelled", "postponed")


class Spoken(NamedTuple):
    """A mark with what shortens her time."""

    mark: str
    missed_minutes: int


class Episode(NamedTuple):
    """A status from a day until before another."""

    status: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class Woman:
    """A place in the cohort; of a woman who left and came back there are two."""

    enrolment: UUID
    person: UUID
    name: str
    from_on: date
    to_on: date | None
    state: str
    episodes: tuple[Episode, ...] = ()

    def is_there_on(self, day: date) -> bool:
        """Whether a session of a day is hers."""
        return self.from_on <= day and (self.to_on is None or day < self.to_on)

    def status_on(self, day: date) -> str:
        """What she was on a day; `episodes` stand in the order in which they count."""
        for one in self.episodes:
            if one.from_on <= day and (one.to_on is None or day < one.to_on):
                return one.status
        return "unknown"


@dataclass(slots=True)
class Tally:
    """Marks counted: there, there or excused, any, and the sessions that were hers."""

    there: int = 0
    kept: int = 0
    marked: int = 0
    hers: int = 0
    women: set[UUID] = field(default_factory=set)

    def add(self, person: UUID, mark: str | None) -> None:
        """Count one session of hers."""
        self.there += mark in THERE
        self.kept += mark in KEPT
        self.marked += mark is not None
        self.hers += 1
        self.women.add(person)


@dataclass(frozen=True, slots=True)
class Span:
    """Which days and which women a page is about; an empty status is everybody."""

    first: date
    last: date
    status: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Women by sessions of a cohort."""

    span: Span
    today: date
    meetings: tuple[Meeting, ...]
    women: tuple[Woman, ...]
    marks: dict[tuple[UUID, UUID], Spoken]

    @property
    def main(self) -> list[Meeting]:
        """The main sessions in their order."""
        return [one for one in self.meetings if one.is_main]

    def mark(self, woman: Woman, meeting: Meeting) -> str | None:
        """What was said of her at a session."""
        spoken = self.marks.get((woman.enrolment, meeting.id))
        return spoken.mark if spoken else None

    def hers(self) -> Iterator[tuple[Woman, Meeting, str | None]]:
        """Every main session held that was somebody's, with her mark."""
        for meeting in self.main:
            if meeting.state == "held":
                for woman in self.women:
                    if woman.is_there_on(meeting.on_day):
                        yield woman, meeting, self.mark(woman, meeting)

    def tallies(self) -> dict[tuple[date | None, str], Tally]:
        """Marks by week and status; None is all weeks, an empty status is all of them."""
        told: dict[tuple[date | None, str], Tally] = defaultdict(Tally)
        for woman, meeting, mark in self.hers():
            status = woman.status_on(meeting.on_day)
            for week in (week_of(meeting.on_day), None):
                for name in (status, ""):
                    told[week, name].add(woman.person, mark)
        return dict(told)

    def dialogue_minutes(self) -> dict[str, int]:
        """Minutes of dialogue that women were in, by status; an empty one is all of them."""
        told: dict[str, int] = defaultdict(int)
        for meeting in self.meetings:
            if not meeting.is_dialogue or meeting.state not in ("planned", "held"):
                continue
            for woman in self.women:
                spoken = self.marks.get((woman.enrolment, meeting.id))
                if spoken and spoken.mark in THERE and woman.is_there_on(meeting.on_day):
                    minutes = max(meeting.minutes - spoken.missed_minutes, 0)
                    told[woman.status_on(meeting.on_day)] += minutes
                    told[""] += minutes
        return dict(told)

    def composition(self) -> dict[str, int]:
        """Women with a place on the last day of the page, or today if that is before, by status."""
        day = min(self.span.last, max(self.today, self.span.first))
        people = {
            woman.person: woman.status_on(day) for woman in self.women if woman.is_there_on(day)
        }
        return {status: sum(told == status for told in people.values()) for status in STATUSES}


_MEETINGS = """
SELECT s.id, s.number, s.on_day, s.starts_at, s.state, s.parent_id IS NULL,
    coalesce(m.kind = 'dialogue', false),
    (extract(epoch FROM s.ends_at - s.starts_at) / 60)::int
FROM trainings_session s LEFT JOIN trainings_module m ON m.id = s.module_id
WHERE s.cohort_id = %(cohort)s AND s.on_day BETWEEN %(first)s AND %(last)s
ORDER BY s.starts_at, s.parent_id NULLS FIRST, s.id
"""

_WOMEN = """
SELECT e.id, p.canonical_id,
    concat_ws(' ', nullif(p.given, ''), nullif(p.father, ''), nullif(p.grandfather, ''),
              nullif(p.family, '')),
    e.from_on, e.to_on, e.state
FROM trainings_enrolment e JOIN participants_participant p ON p.id = e.participant_id
WHERE e.cohort_id = %(cohort)s AND e.kind = 'member'
    AND e.state NOT IN ('applied', 'waitlisted', 'merged')
    AND e.from_on <= %(last)s AND (e.to_on IS NULL OR e.to_on > %(first)s)
ORDER BY p.sort_key, p.id, e.from_on
"""

# In the order in which they count: what tells, then the survivor's own word, then the older one.
_EPISODES = """
SELECT r.canonical_id,
    CASE d.status WHEN 'host' THEN 'host' WHEN 'idp' THEN 'idp'
        WHEN 'idp_returnee' THEN 'returnee' WHEN 'refugee_returnee' THEN 'returnee'
        WHEN 'unknown' THEN 'unknown' WHEN 'refused' THEN 'unknown' ELSE 'other' END,
    d.from_on, d.to_on
FROM participants_displacementepisode d JOIN participants_participant r ON r.id = d.participant_id
WHERE r.canonical_id = ANY(%(people)s)
ORDER BY d.status IN ('unknown', 'refused'), d.participant_id <> r.canonical_id, d.from_on
"""

_MARKS = """
SELECT a.enrolment_id, a.session_id, a.mark,
    coalesce(a.minutes_late, 0) + coalesce(a.left_early_minutes, 0)
FROM trainings_attendance a JOIN trainings_session s ON s.id = a.session_id
WHERE s.cohort_id = %(cohort)s AND s.on_day BETWEEN %(first)s AND %(last)s AND a.mark IS NOT NULL
"""


def read_grid(cohort: Cohort, span: Span, today: date) -> Grid:
    """Read what a page tells of a cohort that somebody may open."""
    values = {"cohort": cohort.pk, "first": span.first, "last": span.last}
    women = [Woman(*row) for row in rows_of(_WOMEN, values)]
    episodes = _episodes({one.person for one in women})
    told = [_with_episodes(one, episodes.get(one.person, [])) for one in women]
    if span.status:
        day = min(span.last, max(today, span.first))
        told = [one for one in told if one.status_on(_day_of(one, day)) == span.status]
    return Grid(
        span=span,
        today=today,
        meetings=tuple(Meeting(*row) for row in rows_of(_MEETINGS, values)),
        women=tuple(told),
        marks={(row[0], row[1]): Spoken(row[2], row[3]) for row in rows_of(_MARKS, values)},
    )


def _day_of(woman: Woman, day: date) -> date:
    """A day on which she was there, as near to a day as there is one."""
    last = woman.to_on - timedelta(days=1) if woman.to_on else day
    return max(woman.from_on, min(day, last))


def _episodes(people: Iterable[UUID]) -> dict[UUID, list[Episode]]:
    found: dict[UUID, list[Episode]] = defaultdict(list)
    for person, *episode in rows_of(_EPISODES, {"people": list(people)}):
        found[person].append(Episode(*episode))
    return found


def _with_episodes(woman: Woman, episodes: list[Episode]) -> Woman:
    return Woman(
        woman.enrolment,
        woman.person,
        woman.name,
        woman.from_on,
        woman.to_on,
        woman.state,
        tuple(episodes),
    )
