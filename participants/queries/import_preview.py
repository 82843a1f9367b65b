"""What a page shows of a list before it is applied: its rows, kind by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

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
class ShownAlike:
    """A record that the woman of a row may be."""

    person: Participant
    phone: str
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row as a page shows it; `alike` are the records that she may be, and `choices` what can be
    said of it. `reasons` are those for an earlier row.
    """

    number: int
    finding: Finding
    choice: str
    is_left_out: bool
    alike: list[ShownAlike]
    choices: list[tuple[str, str]]
    reasons: list[str]
    wrong: list[ShownWrong]
    changes: list[ShownChange]


def lines_of(imported: PeopleImport, rows: Sequence[ImportRow], user: User) -> list[RowLine]:
    """Some rows with what they were found to mean; two queries, whatever their number."""
    findings = [finding_of(row.told) for row in rows]
    ids = {who.person for one in findings if one.outcome == Outcome.KNOWN for who in one.alike}
    known = _known(ids, user) if ids else {}
    districts = district_names() if any(one.changes for one in findings) else {}
    columns = {code: letter(place) for place, code in matching_of(imported).columns.items()}
    reasons = dict(DuplicateCandidate.Reason.choices)
    lines = []
    for row, finding in zip(rows, findings, strict=True):
        alike = [
            ShownAlike(
                known[one.person],
                masked_phone(known[one.person].phone),
                [str(reasons[code]) for code in one.reasons if code in reasons],
            )
            for one in finding.alike
            if one.person in known
        ]
        lines.append(
            RowLine(
                row.number,
                finding,
                str(row.same_as) if row.same_as and not row.choice else row.choice,
                row.is_left_out,
                alike,
                _choices(alike),
                [str(reasons[one]) for one in finding.reasons if one in reasons],
                [_shown_wrong(one, columns) for one in finding.wrong],
                [_shown_change(one, districts) for one in finding.changes],
            )
        )
    return lines


def _choices(alike: Sequence[ShownAlike]) -> list[tuple[str, str]]:
    """The same woman, which of several if she may be several, another one, or not sure."""
    same, *others = ((value, str(label)) for value, label in ImportRow.Choice.choices)
    if len(alike) < 2:
        return [same, *others]
    several = [
        (
            str(one.person.pk) if place else "",
            _("The woman of number %(number)d: nobody is added") % {"number": place + 1},
        )
        for place, one in enumerate(alike)
    ]
    return [*several, *others]


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
