"""A whole import at once, for commands: received, checked, and applied if that is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from participants.models import ImportRow, PeopleImport
from participants.queries.imports import matching_of, needs_columns
from participants.services.imports.apply import apply, check_ready
from participants.services.imports.check import keep_findings, look
from participants.services.imports.receive import receive
from participants.services.refusals import CannotKeep
from participants.sheets.columns import LABELS
from participants.sheets.matching import letter
from participants.sheets.outcome import Finding, finding_of
from participants.sheets.reading import UnreadableFile

if TYPE_CHECKING:
    from accounts.models import User
    from programmes.models import ProjectSite

Outcome = ImportRow.Outcome


class CannotImport(Exception):
    """The file is not looked at at all; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the rows of a file mean, and whether they were applied; `why` not, where that failed."""

    imported: PeopleImport
    findings: list[Finding]
    left_out: frozenset[int]
    applied: bool = False
    why: str = ""

    def as_json(self) -> dict[str, Any]:
        """Counts of rows, and what is wrong in which of them; `column` as the file calls it."""
        counted = [one for one in self.findings if one.number not in self.left_out]
        counts = Counter(one.outcome for one in counted)
        return {
            "file": self.imported.file_name,
            "rows": len(self.findings),
            "new": counts[Outcome.NEW],
            "known": counts[Outcome.KNOWN],
            "changed": counts[Outcome.CHANGED],
            "unchanged": counts[Outcome.SAME],
            "refused": counts[Outcome.REFUSED],
            "left_out": len(self.left_out),
            "errors": [error for one in counted for error in self._errors(one)],
            "known_rows": [self._known(one) for one in counted if one.outcome == Outcome.KNOWN],
            "applied": self.applied,
        }

    def _errors(self, finding: Finding) -> list[dict[str, Any]]:
        matching = matching_of(self.imported)
        errors = []
        for one in finding.wrong:
            place = matching.place_of(one.column)
            errors.append(
                {
                    "row": finding.number,
                    "column": letter(place) if place is not None else one.column,
                    "field": str(LABELS[one.column]),
                    "message": one.message,
                }
            )
        return errors

    def _known(self, finding: Finding) -> dict[str, Any]:
        return {
            "row": finding.number,
            "reasons": list(finding.reasons),
            "person": str(finding.person) if finding.person else None,
            "earlier_row": finding.row,
            "others": [
                {"person": str(one.person), "reasons": list(one.reasons)} for one in finding.others
            ],
        }


def import_file(
    *,
    data: bytes,
    file_name: str,
    place: ProjectSite,
    by: User,
    apply_it: bool,
    leave_out: Collection[int] = (),
    since: date | None = None,
) -> Told:
    """Look at a file; apply it if that is asked and no row but those left out is wrong.

    A row that is left out is neither added nor counted. Raises CannotImport.
    """
    try:
        imported, _is_new = receive(data=data, file_name=file_name, place=place, by=by)
    except UnreadableFile as refusal:
        raise CannotImport(str(refusal)) from refusal
    if imported.is_working:
        raise CannotImport(_("This list is being worked on. Wait until that is done."))
    if needs_columns(matching_of(imported)):
        raise CannotImport(
            _(
                "It cannot be told which column is which. Send the file on its page, say there "
                "what the columns mean, and it is remembered for this site."
            )
        )
    keep_findings(imported, *look(imported, by))
    imported.rows.filter(number__in=list(leave_out)).update(is_left_out=True)
    rows = list(imported.rows.exclude(outcome="").order_by("number"))
    told = Told(
        imported,
        [finding_of(row.told) for row in rows],
        frozenset(row.number for row in rows if row.is_left_out),
    )
    if not apply_it:
        return told
    try:
        check_ready(imported)
        apply(imported=imported, by=by, since=since)
    except CannotKeep as refusal:
        return Told(imported, told.findings, told.left_out, why=str(refusal))
    return Told(imported, told.findings, told.left_out, applied=True)
