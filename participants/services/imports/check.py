"""The rows of a list are looked at, one by one, and what each means is kept beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.utils import timezone

from core.jobs import defer
from participants.models import ImportRow, PeopleImport
from participants.queries.imports import line_of, matching_of, needs_columns
from participants.queries.sheet_check import Check
from participants.queries.sheet_lists import lists_for
from participants.sheets.columns import IDENTITY
from participants.sheets.matching import Matching, with_columns
from participants.sheets.outcome import Finding
from participants.sheets.people import SheetPerson, read_person

if TYPE_CHECKING:
    from accounts.models import User

MOST_AT_ONCE = 150
"""So many rows are checked while a page is waited for; longer lists by a job."""

AT_ONCE = 500
Told = Callable[[int], None]
"""Is told how many rows are done."""


def begin_check(*, imported: PeopleImport, by: User) -> None:
    """Check a list now, or let a job do it if it is long; nothing while its columns are unknown."""
    if needs_columns(matching_of(imported)):
        _set_state(imported, PeopleImport.State.OPEN, total=0)
    elif imported.rows.count() <= MOST_AT_ONCE:
        keep_findings(imported, *look(imported, by))
    else:
        _set_state(imported, PeopleImport.State.CHECKING, total=imported.rows.count())
        defer("participants.check_import", import_id=imported.pk, user_id=by.pk)


def look(
    imported: PeopleImport, user: User, tell: Told = lambda done: None
) -> tuple[list[ImportRow], list[SheetPerson], list[Finding]]:
    """What the rows of a list say and mean, as things are now."""
    matching = _readable(imported)
    lists = lists_for(imported.project_site.site)
    rows = list(imported.rows.filter(number__gte=matching.first).order_by("number"))
    today = timezone.localdate()
    people = [read_person(line_of(row), matching, lists, today) for row in rows]
    findings: list[Finding] = []
    for finding in Check(user).rows(people):
        findings.append(finding)
        tell(len(findings))
    return rows, people, findings


def keep_findings(
    imported: PeopleImport,
    rows: Sequence[ImportRow],
    people: Sequence[SheetPerson],
    findings: Sequence[Finding],
    *,
    why: str = "",
) -> None:
    """Keep what the rows mean, so that somebody can look at it."""
    imported.rows.filter(number__lt=matching_of(imported).first).update(outcome="", told="")
    for row, finding in zip(rows, findings, strict=True):
        row.outcome, row.told = finding.outcome, finding.as_text()
        if finding.outcome != ImportRow.Outcome.KNOWN:
            row.choice, row.same_as = "", None
        if finding.outcome != ImportRow.Outcome.WRONG:
            row.is_left_out = False
    ImportRow.objects.bulk_update(
        rows, ["outcome", "told", "choice", "same_as", "is_left_out"], batch_size=AT_ONCE
    )
    _set_state(imported, PeopleImport.State.OPEN, total=len(rows), why=why)


def _readable(imported: PeopleImport) -> Matching:
    """How a list is read: what a site does not ask for is not read at all."""
    matching = matching_of(imported)
    if imported.project_site.site.collects_identity:
        return matching
    return with_columns(
        matching,
        {
            place: code
            for place, code in matching.columns.items()
            if code not in IDENTITY | {"identity_consent"}
        },
    )


def _set_state(imported: PeopleImport, state: str, *, total: int, why: str = "") -> None:
    imported.state, imported.total, imported.done, imported.why = state, total, 0, why
    imported.save(update_fields=["state", "total", "done", "why"])
