"""What the page of a cohort tells besides marks: the playroom, calls, and who will complete."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from dashboards.queries.pieces import Planned
from trainings.completion import Rule, conditions, is_completed
from trainings.queries.completion import records_of, rule_of

if TYPE_CHECKING:
    from dashboards.queries.cohort_grid import Grid
    from trainings.models import Cohort


@dataclass(frozen=True, slots=True)
class Playroom:
    """Children of the women of a cohort in the playroom."""

    women: int = 0
    children: int = 0
    stays: int = 0
    hours: int = 0


_PLAYROOM = """
SELECT count(DISTINCT p.canonical_id), count(DISTINCT st.child_id), count(*),
    coalesce(round(sum(extract(epoch FROM st.out_at - st.in_at)) / 3600), 0)::int
FROM childcare_stay st
JOIN trainings_enrolment e ON e.id = st.enrolment_id
JOIN participants_participant p ON p.id = e.participant_id
WHERE st.enrolment_id = ANY(%(places)s) AND st.on_day BETWEEN %(first)s AND %(last)s
    AND st.cancelled_at IS NULL
"""


def playroom_asked(grid: Grid) -> Planned[Playroom]:
    """Stays of the days and women of a page; open ones count, their hours do not yet."""
    return Planned(_PLAYROOM, _shown(grid), lambda rows: Playroom(*rows[0]))


def _shown(grid: Grid) -> dict[str, object]:
    return {
        "places": [woman.enrolment for woman in grid.women],
        "first": grid.span.first,
        "last": grid.span.last,
    }


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """Follow-ups of a cohort: open, closed, and the calls made about them."""

    open: int = 0
    closed: int = 0
    calls: int = 0


_FOLLOWED = """
SELECT count(*) FILTER (WHERE f.closed_at IS NULL),
    count(*) FILTER (WHERE f.closed_at IS NOT NULL AND f.result <> 'corrected'),
    coalesce(sum((SELECT count(*) FROM trainings_call c WHERE c.follow_up_id = f.id)), 0)::int
FROM trainings_followup f JOIN trainings_session s ON s.id = f.first_session_id
WHERE f.enrolment_id = ANY(%(places)s) AND s.on_day BETWEEN %(first)s AND %(last)s
"""


def followed_asked(grid: Grid) -> Planned[FollowedUp]:
    """Follow-ups that began on the days of a page, of its women."""
    return Planned(_FOLLOWED, _shown(grid), lambda rows: FollowedUp(*rows[0]))


@dataclass(frozen=True, slots=True)
class Forecast:
    """How the women of a cohort stand to its rule, by the id of their places.

    `surely` meet the attendance even if they miss the rest, `cannot` even if they miss nothing
    more; the others still decide it. `done` is decided already.
    """

    done: frozenset[UUID]
    surely: frozenset[UUID]
    cannot: frozenset[UUID]
    undecided: frozenset[UUID]
    percent: int


def forecast_of(cohort: Cohort, grid: Grid, left: int) -> Forecast:
    """Who will complete, where `left` main sessions are to come; over the chain of her places.

    Of attendance alone: what else the rule asks for is met, or not, at the end.
    """
    rule = rule_of(cohort.version)
    current = [one for one in grid.women if one.state in ("enrolled", "completed")]
    records = records_of([one.enrolment for one in current], rule) if current else {}
    groups: dict[str, set[UUID]] = {
        "done": set(),
        "surely": set(),
        "cannot": set(),
        "open": set(),
    }
    for woman in current:
        record = records[woman.enrolment].record
        attendance = Rule(percent=rule.percent)
        if woman.state == "completed":
            where = "done"
        elif not left:
            met = is_completed(conditions(rule, record))
            where = "surely" if met else "cannot"
        elif _meets(attendance, record.there, record.hers + left):
            where = "surely"
        elif not _meets(attendance, record.there + left, record.hers + left):
            where = "cannot"
        else:
            where = "open"
        groups[where].add(woman.enrolment)
    return Forecast(
        done=frozenset(groups["done"]),
        surely=frozenset(groups["surely"]),
        cannot=frozenset(groups["cannot"]),
        undecided=frozenset(groups["open"]),
        percent=rule.percent,
    )


def _meets(rule: Rule, there: int, hers: int) -> bool:
    return hers > 0 and 100 * there >= rule.percent * hers


_LEFT = """
SELECT count(*) FROM trainings_session
WHERE cohort_id = %(cohort)s AND parent_id IS NULL AND state = 'planned' AND on_day >= %(today)s
"""


def left_asked(cohort: UUID, today: date) -> Planned[int]:
    """Main sessions that are planned from today on."""
    return Planned(_LEFT, {"cohort": cohort, "today": today}, lambda rows: int(rows[0][0]))


def names_of(grid: Grid, places: Collection[UUID]) -> list[tuple[UUID, str]]:
    """The women of some places, by name."""
    return [(one.enrolment, one.name) for one in grid.women if one.enrolment in places]
