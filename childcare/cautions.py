"""What somebody in either room should look at: a child here, its guardian not where she seems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Caution = Literal["", "no_session", "not_marked", "absent", "left_early"]

ROSTER_TAKES = timedelta(minutes=15)
"""From a session's beginning until a missing mark of a mother whose child is inside is told."""

COLLECTED_BY = timedelta(minutes=30)
"""From the end of her last session until a child that is still inside is overdue."""

NOT_THERE = ("absent", "excused")


@dataclass(frozen=True, slots=True)
class HerSession:
    """One main session of a guardian's day, and what was recorded of her."""

    starts_at: datetime
    ends_at: datetime
    mark: str | None
    left_early_minutes: int | None


def caution_of(sessions: Iterable[HerSession], now: datetime) -> Caution:
    """What does not fit a child that is inside, by the session that began last.

    None at all: it was called off while the child was inside.
    """
    ordered = sorted(sessions, key=lambda session: session.starts_at)
    if not ordered:
        return "no_session"
    begun = [session for session in ordered if session.starts_at <= now]
    return caution_at(begun[-1] if begun else ordered[0], now)


def caution_at(session: HerSession, now: datetime) -> Caution:
    """What does not fit at one session."""
    if session.mark in NOT_THERE:
        return "absent"
    if session.mark is None:
        return "not_marked" if now >= session.starts_at + ROSTER_TAKES else ""
    return "left_early" if session.left_early_minutes else ""


def is_overdue(sessions: Iterable[HerSession], now: datetime) -> bool:
    """Whether a child should have been collected by now; its day's end is told elsewhere."""
    ends = [session.ends_at for session in sessions]
    return bool(ends) and now > max(ends) + COLLECTED_BY
