"""The history of a row as lines to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from trainings.models import AttendanceEvent
from trainings.models.marked import How
from trainings.reasons import Reason
from trainings.views.roster_words import WAITS_BECAUSE

REASONS = dict(Reason.choices)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that somebody said of a row."""

    mark: str
    label: str
    details: str
    author: str
    said_at: datetime
    how: str
    outcome: str
    took_hold: bool


def history_lines(events: Iterable[AttendanceEvent]) -> list[HistoryLine]:
    """Put events into words."""
    return [
        HistoryLine(
            mark=event.mark,
            label=event.get_mark_display(),
            details=" · ".join(_details(event)),
            author=event.author.full_name,
            said_at=event.received_at,
            how=_how(event),
            outcome=_outcome(event),
            took_hold=event.applied_version is not None,
        )
        for event in events
    ]


def _details(event: AttendanceEvent) -> Iterable[str]:
    if event.minutes_late is not None:
        yield _("%(minutes)s min late") % {"minutes": event.minutes_late}
    if event.left_early_minutes is not None:
        yield _("left %(minutes)s min early") % {"minutes": event.left_early_minutes}
    yield from (str(REASONS.get(reason, reason)) for reason in event.reasons)
    if event.note:
        yield event.note


def _how(event: AttendanceEvent) -> str:
    if event.undoes is not None:
        return _("taken back")
    if event.settles is not None:
        return _("settled")
    # An ordinary tap needs no word.
    return "" if event.how == How.TAPPED else event.get_how_display()


def _outcome(event: AttendanceEvent) -> str:
    if event.outcome == AttendanceEvent.Outcome.APPLIED:
        return ""
    why = WAITS_BECAUSE.get(event.error)
    return f"{event.get_outcome_display()}: {why}" if why else event.get_outcome_display()
