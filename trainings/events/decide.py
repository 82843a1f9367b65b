"""The eleven lines of attendance-rules.md, in their order."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

from trainings.events.parse import fingerprint
from trainings.events.values import (
    ID_REUSED,
    UNKNOWN_ENROLMENT,
    Decision,
    How,
    Known,
    Mark,
    MarkEvent,
    Outcome,
    Row,
    Standing,
    Wrong,
)

# Clearing is let through with the excuse, or an excuse on the wrong row could not be taken back.
BEFORE_ITS_DAY: Final = frozenset({Mark.EXCUSED, Mark.CLEARED})


def decide(
    event: MarkEvent | Wrong,
    *,
    row: Row,
    standing: Standing,
    highest_seq: int | None,
    known: Known | None,
) -> Decision:
    """Say what becomes of an event: the first line that fits wins.

    `highest_seq` is the highest of the event's source for this session and enrolment over events
    decided other than rejected; `known` is the stored event with the same id.
    """
    if isinstance(event, Wrong):  # line 1
        return _rejected(event.reason)

    if known is not None:  # line 2
        if known == known_as(event):
            return Decision(Outcome.DUPLICATE, row)
        return _rejected(ID_REUSED)

    if standing is Standing.NEVER:  # line 3
        return _rejected(UNKNOWN_ENROLMENT)

    if not is_open_to(event, standing):  # line 4
        return Decision(Outcome.PENDING_REVIEW, row, error=standing.value)

    if is_overtaken(event, highest_seq):  # line 5
        return Decision(Outcome.SUPERSEDED, row)

    if event.undoes is not None:  # line 6
        if undoes_winner(event, row):
            return _win(event, row)
        return Decision(Outcome.SUPERSEDED, row)
    if settles_disagreement(event, row):
        return _win(event, row)

    if event.leaves == row.value:  # line 7
        if event.is_firm and (row.is_soft or row.version == 0):
            return _win(event, row)
        return Decision(Outcome.NOOP, row)

    if not event.is_firm:  # line 8
        if fits_softly(event, row):
            return _win(event, row)
        return Decision(Outcome.SUPERSEDED, row)

    if (  # line 9
        event.base_version >= row.version
        or not row.has_mark
        or row.is_soft
        or event.source == row.winner_source
        or event.value.mark is row.value.mark
    ):
        return _win(event, row)

    if event.clears:  # line 10
        return Decision(Outcome.SUPERSEDED, row)

    return _win(event, row, outcome=Outcome.CONFLICT)  # line 11


def known_as(event: MarkEvent) -> Known:
    """What the log will remember of an event to recognise it by."""
    return Known(fingerprint=fingerprint(event), author=event.source.author)


def is_open_to(event: MarkEvent, standing: Standing) -> bool:
    """True when nothing has to be reviewed first; before its day a row takes an excuse only."""
    if standing is Standing.TOO_EARLY:
        return event.value.mark in BEFORE_ITS_DAY
    return standing is Standing.OPEN


def is_overtaken(event: MarkEvent, highest_seq: int | None) -> bool:
    """True when the same source said something newer of this row; a follows has no turn."""
    return event.how is not How.FOLLOWS and highest_seq is not None and highest_seq > event.seq


def undoes_winner(event: MarkEvent, row: Row) -> bool:
    """True when the event takes back the very event that won the row.

    A soft event leaves an explicit mark alone even so: no bulk action may remove one.
    """
    return event.undoes == row.winner and (event.is_firm or not row.has_explicit_mark)


def settles_disagreement(event: MarkEvent, row: Row) -> bool:
    """True when a firm event closes the row's open Disagreement, knowing the row as it is.

    A stale one is an ordinary mark for the lines below, and leaves the Disagreement open.
    """
    return (
        event.is_firm
        and event.undoes is None
        and event.settles is not None
        and event.settles == row.open_disagreement
        and event.base_version == row.version
    )


def fits_softly(event: MarkEvent, row: Row) -> bool:
    """True when a soft event finds the row as it was made for."""
    if row.has_mark:
        return event.how is How.FOLLOWS and row.is_soft
    return event.base_version == row.version


def disagreement_id(event_id: UUID) -> UUID:
    """The id of the Disagreement that an event opens."""
    return uuid5(event_id, "disagreement")


def row_after(event: MarkEvent, row: Row, outcome: Outcome) -> Row:
    """The row once an event has won it."""
    disagreement = row.open_disagreement
    if outcome is Outcome.CONFLICT:
        disagreement = disagreement or disagreement_id(event.id)
    elif settles_disagreement(event, row):
        disagreement = None
    return Row(
        value=event.leaves,
        how=event.how,
        version=row.version + 1,
        winner=event.id,
        winner_source=event.source,
        open_disagreement=disagreement,
    )


def _rejected(error: str) -> Decision:
    # A fresh row: who was refused learns nothing of the real one.
    return Decision(Outcome.REJECTED, Row(), error=error)


def _win(event: MarkEvent, row: Row, outcome: Outcome = Outcome.APPLIED) -> Decision:
    after = row_after(event, row, outcome)
    return Decision(
        outcome,
        after,
        applied_version=after.version,
        opens_disagreement=row.open_disagreement is None and after.open_disagreement is not None,
        closes_disagreement=row.open_disagreement is not None and after.open_disagreement is None,
    )
