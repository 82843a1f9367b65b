"""Everything that the page of a cohort counts: women by sessions, read in one go.

Rates follow the rules of attendance: hers = main sessions held while her place was active; what has
no mark stands outside both rates; her status is that of the session's day.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from dashboards.indicators.units import STATUSES
from dashboards.queries.pieces import HAS_A_PLACE, Planned, Rows, told_together
from dashboards.queries.weeks import week_of

if TYPE_CHECKING:
    from trainings.models import Cohort

THERE = frozenset({"present", "late"})
KEPT = THERE | {"excused"}


class Meeting(NamedTuple):
    """A session of the cohort; `at` is its place among those of the grid."""

    at: int
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

    def hers(self, days: Sequence[date]) -> slice:
        """Which sessions are hers, of some in the order of their days."""
        begun = bisect_left(days, self.from_on)
        return slice(begun, len(days) if self.to_on is None else bisect_left(days, self.to_on))

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

    def take_in(self, other: Tally) -> None:
        """Count all that another tally counted."""
        self.there += other.there
        self.kept += other.kept
        self.marked += other.marked
        self.hers += other.hers
        self.women |= other.women


@dataclass(frozen=True, slots=True)
class Span:
    """Which days and which women a page is about; an empty status is everybody."""

    first: date
    last: date
    status: str = ""


Row = Sequence[Spoken | None]
"""What was said of a woman, in the order of the meetings."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Women by sessions of a cohort: `marks` has a row for each place of whom anything was said."""

    span: Span
    today: date
    meetings: tuple[Meeting, ...]
    women: tuple[Woman, ...]
    marks: dict[UUID, Row]

    @property
    def main(self) -> list[Meeting]:
        """The main sessions in their order."""
        return [one for one in self.meetings if one.is_main]

    def row(self, woman: Woman) -> Row:
        """What was said of her at each meeting."""
        return self.marks.get(woman.enrolment) or (None,) * len(self.meetings)

    def hers(self, meetings: Sequence[Meeting]) -> Iterator[tuple[Woman, Meeting, Spoken | None]]:
        """Every meeting of some that was somebody's, with what was said of her."""
        days = [one.on_day for one in meetings]
        for woman in self.women:
            row = self.row(woman)
            for meeting in meetings[woman.hers(days)]:
                yield woman, meeting, row[meeting.at]

    def tallies(self) -> dict[tuple[date | None, str], Tally]:
        """Marks by week and status; None is all weeks, an empty status is all of them."""
        told: dict[tuple[date | None, str], Tally] = defaultdict(Tally)
        held = [one for one in self.main if one.state == "held"]
        weeks = {one.on_day: week_of(one.on_day) for one in held}
        for woman, meeting, spoken in self.hers(held):
            here = told[weeks[meeting.on_day], woman.status_on(meeting.on_day)]
            here.add(woman.person, spoken.mark if spoken else None)
        for (week, status), one in list(told.items()):
            for whole in ((week, ""), (None, status), (None, "")):
                told[whole].take_in(one)
        return dict(told)

    def dialogue_minutes(self) -> dict[str, int]:
        """Minutes of dialogue that women were in, by status; an empty one is all of them."""
        told: dict[str, int] = defaultdict(int)
        dialogues = [
            one for one in self.meetings if one.is_dialogue and one.state in ("planned", "held")
        ]
        for woman, meeting, spoken in self.hers(dialogues):
            if spoken and spoken.mark in THERE:
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


_OF_THE_COHORT = """s.cohort_id = %(cohort)s AND s.on_day BETWEEN %(first)s AND %(last)s"""
_IN_ORDER = "s.on_day, s.starts_at, s.parent_id NULLS FIRST, s.id"

_MEETINGS = f"""
SELECT s.id, s.number, s.on_day, s.starts_at, s.state, s.parent_id IS NULL,
    coalesce(m.kind = 'dialogue', false),
    (extract(epoch FROM s.ends_at - s.starts_at) / 60)::int
FROM trainings_session s LEFT JOIN trainings_module m ON m.id = s.module_id
WHERE {_OF_THE_COHORT}
ORDER BY {_IN_ORDER}
"""

_HAVE_PLACES = f"""e.cohort_id = %(cohort)s AND {HAS_A_PLACE}
    AND e.from_on <= %(last)s AND (e.to_on IS NULL OR e.to_on > %(first)s)"""

_WOMEN = f"""
SELECT e.id, p.canonical_id,
    concat_ws(' ', nullif(p.given, ''), nullif(p.father, ''), nullif(p.grandfather, ''),
              nullif(p.family, '')),
    e.from_on, e.to_on, e.state
FROM trainings_enrolment e JOIN participants_participant p ON p.id = e.participant_id
WHERE {_HAVE_PLACES}
ORDER BY p.sort_key, p.id, e.from_on
"""

# In the order in which they count: what tells, then the survivor's own word, then the older one.
_EPISODES = f"""
SELECT r.canonical_id,
    CASE d.status WHEN 'host' THEN 'host' WHEN 'idp' THEN 'idp'
        WHEN 'idp_returnee' THEN 'returnee' WHEN 'refugee_returnee' THEN 'returnee'
        WHEN 'unknown' THEN 'unknown' WHEN 'refused' THEN 'unknown' ELSE 'other' END,
    d.from_on, d.to_on
FROM participants_displacementepisode d JOIN participants_participant r ON r.id = d.participant_id
WHERE r.canonical_id IN (
    SELECT p.canonical_id
    FROM trainings_enrolment e JOIN participants_participant p ON p.id = e.participant_id
    WHERE {_HAVE_PLACES}
)
ORDER BY d.status IN ('unknown', 'refused'), d.participant_id <> r.canonical_id, d.from_on
"""

# Meetings by their place, women as they are grouped: an id for each mark would take longer to read
# than all the rest. Few missed any minutes.
_MARKS = f"""
WITH told AS MATERIALIZED (
    SELECT s.id, (row_number() OVER (ORDER BY {_IN_ORDER}) - 1)::int AS at
    FROM trainings_session s WHERE {_OF_THE_COHORT}
)
SELECT a.enrolment_id, array_agg(told.at), array_agg(a.mark),
    array_agg(told.at) FILTER (WHERE a.minutes_late > 0 OR a.left_early_minutes > 0),
    array_agg(coalesce(a.minutes_late, 0) + coalesce(a.left_early_minutes, 0))
        FILTER (WHERE a.minutes_late > 0 OR a.left_early_minutes > 0)
FROM told JOIN trainings_attendance a ON a.session_id = told.id AND a.mark IS NOT NULL
GROUP BY a.enrolment_id
"""


def read_grid(cohort: Cohort, span: Span, today: date) -> Grid:
    """Read what a page tells of a cohort that somebody may open; the server is turned to once."""
    values = {"cohort": cohort.pk, "first": span.first, "last": span.last}
    women, episodes, meetings, marks = told_together(
        Planned(_WOMEN, values, _women),
        Planned(_EPISODES, values, _episodes),
        Planned(_MEETINGS, values, _meetings),
        Planned(_MARKS, values, list),
    )
    told = [replace(one, episodes=tuple(episodes.get(one.person, ()))) for one in women]
    if span.status:
        day = min(span.last, max(today, span.first))
        told = [one for one in told if one.status_on(_day_of(one, day)) == span.status]
    return Grid(span, today, meetings, tuple(told), _marks(marks, len(meetings)))


def _women(rows: Rows) -> list[Woman]:
    return [Woman(*row) for row in rows]


def _episodes(rows: Rows) -> dict[UUID, list[Episode]]:
    found: dict[UUID, list[Episode]] = defaultdict(list)
    for person, *episode in rows:
        found[person].append(Episode(*episode))
    return found


def _meetings(rows: Rows) -> tuple[Meeting, ...]:
    return tuple(Meeting(at, *row) for at, row in enumerate(rows))


def _marks(rows: Rows, meetings: int) -> dict[UUID, Row]:
    found: dict[UUID, Row] = {}
    whole = {mark: Spoken(mark, 0) for mark in THERE | KEPT | {"absent"}}
    for place, marked, marks, shortened, missed in rows:
        row: list[Spoken | None] = [None] * meetings
        for at, mark in zip(marked, marks, strict=True):
            row[at] = whole[mark]
        for at, minutes in zip(shortened or (), missed or (), strict=True):
            row[at] = Spoken(marks[marked.index(at)], minutes)
        found[place] = row
    return found


def _day_of(one: Woman, day: date) -> date:
    """A day on which she was there, as near to a day as there is one."""
    last = one.to_on - timedelta(days=1) if one.to_on else day
    return max(one.from_on, min(day, last))
