"""What a page shows of a list before it is applied: its rows, kind by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from core.phones import masked_phone
from participants.models import DuplicateCandidate, ImportRow, Participant, PeopleImport
from participants.queries.imports import matching_of
from participants.queries.sheet_lists import district_names
from participants.sheets.cells import cell_text
from participants.sheets.columns import LABELS
from participants.sheets.matching import letter
from participants.sheets.outcome import Change, Finding, finding_of
from participants.sheets.people import Wrong

if TYPE_CHECKING:
    from accounts.models import User

Outcome = ImportRow.Outcome
IN_ORDER = (
    Outcome.WRONG,
    Outcome.KNOWN,
    Outcome.CHANGED,
    Outcome.NEW,
    Outcome.REFUSED,
    Outcome.SAME,
)
"""What has to be looked at comes first."""


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A column that changes, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownWrong:
    """Something to put right, with the letter of its column as the file has it."""

    column: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row as a page shows it; `known` is the record that she may be."""

    number: int
    finding: Finding
    choice: str
    is_left_out: bool
    known: Participant | None
    phone: str
    reasons: list[str]
    wrong: list[ShownWrong]
    changes: list[ShownChange]


def lines_of(imported: PeopleImport, rows: Sequence[ImportRow], user: User) -> list[RowLine]:
    """Some rows with what they were found to mean; two queries, whatever their number."""
    findings = [finding_of(row.told) for row in rows]
    ids = {one.person for one in findings if one.person and one.outcome == Outcome.KNOWN}
    known = _known(ids, user) if ids else {}
    districts = district_names() if any(one.changes for one in findings) else {}
    columns = {code: letter(place) for place, code in matching_of(imported).columns.items()}
    reasons = dict(DuplicateCandidate.Reason.choices)
    lines = []
    for row, finding in zip(rows, findings, strict=True):
        person = known.get(finding.person) if finding.person else None
        lines.append(
            RowLine(
                row.number,
                finding,
                row.choice,
                row.is_left_out,
                person,
                masked_phone(person.phone) if person else "",
                [str(reasons[one]) for one in finding.reasons if one in reasons],
                [_shown_wrong(one, columns) for one in finding.wrong],
                [_shown_change(one, districts) for one in finding.changes],
            )
        )
    return lines


def _known(ids: set[UUID], user: User) -> dict[UUID, Participant]:
    return Participant.objects.visible_to(user).in_bulk(list(ids))


def _shown_wrong(wrong: Wrong, columns: dict[str, str]) -> ShownWrong:
    return ShownWrong(columns.get(wrong.column, ""), str(LABELS[wrong.column]), wrong.message)


def _shown_change(change: Change, districts: dict[str, str]) -> ShownChange:
    texts = [
        # Her number is hidden here as everywhere.
        masked_phone(str(value or ""))
        if change.column == "phone"
        else cell_text(change.column, value, districts)
        for value in (change.before, change.after)
    ]
    return ShownChange(str(LABELS[change.column]), *texts)
