"""The rows once more, from the log alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from trainings.events.decide import row_after
from trainings.events.values import MarkEvent, Outcome, Row


@dataclass(frozen=True, slots=True)
class Logged:
    """An event of the log as it was stored."""

    event: MarkEvent
    outcome: Outcome
    applied_version: int | None


@dataclass(frozen=True, slots=True)
class Replayed:
    """The row that a log leads to; `gaps` are versions that nothing, or too much, led to."""

    row: Row
    gaps: tuple[int, ...]


def replay(log: Iterable[Logged]) -> Replayed:
    """Fold the log of one row by applied_version; events that changed nothing are passed over."""
    applied = sorted(
        ((line.applied_version, line) for line in log if line.applied_version is not None),
        key=lambda pair: (pair[0], pair[1].event.id),
    )
    row = Row()
    gaps: set[int] = set()
    for version, line in applied:
        if version != row.version + 1:
            gaps.update(range(row.version + 1, version) or [version])
        row = row_after(line.event, replace(row, version=version - 1), line.outcome)
    return Replayed(row=row, gaps=tuple(sorted(gaps)))
