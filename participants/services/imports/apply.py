"""A list is applied: every row of it, or none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.jobs import defer
from participants.models import (
    DuplicateCandidate,
    ImportedPerson,
    ImportRow,
    Participant,
    PeopleImport,
)
from participants.queries.imports import last_change_of
from participants.queries.sheet_changes import Kept, kept_by_id
from participants.services.imports.check import keep_findings, look
from participants.services.imports.people import add_person, change_by_row, snapshot
from participants.services.reach import reach
from participants.services.refusals import CannotKeep
from participants.sheets.outcome import Finding, Said, finding_of
from participants.sheets.people import SheetPerson

if TYPE_CHECKING:
    from accounts.models import User

Outcome, Choice, Kind = ImportRow.Outcome, ImportRow.Choice, ImportedPerson.Kind
State = PeopleImport.State
VERDICTS = {
    Choice.DIFFERENT: DuplicateCandidate.Verdict.DIFFERENT,
    Choice.UNSURE: DuplicateCandidate.Verdict.UNSURE,
}


class MeanwhileOther(CannotKeep):
    """Rows mean something else than when somebody looked at them; nothing was kept."""


@transaction.atomic
def begin_apply(*, imported: PeopleImport, by: User, leave_out_wrong: bool = False) -> None:
    """Let a job apply a list; rows that are wrong are left out only if somebody says so.

    Raises CannotKeep where something has to be put right first.
    """
    imported = PeopleImport.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    if imported.state not in (State.OPEN, State.FAILED):
        raise CannotKeep(_("This list is being worked on. Wait until that is done."))
    if leave_out_wrong:
        imported.rows.filter(outcome=Outcome.WRONG).update(is_left_out=True)
    check_ready(imported)
    imported.state, imported.done, imported.why = State.APPLYING, 0, ""
    imported.save(update_fields=["state", "done", "why"])
    defer("participants.apply_import", import_id=imported.pk, user_id=by.pk)


def keep_choices(*, imported: PeopleImport, choices: Mapping[int, Said]) -> None:
    """Keep what somebody said of rows that are known already: the same woman, another, not sure."""
    if imported.state not in (State.OPEN, State.FAILED):
        return
    for said in set(choices.values()):
        numbers = [number for number, one in choices.items() if one == said]
        known = imported.rows.filter(outcome=Outcome.KNOWN, number__in=numbers)
        known.update(choice=said.choice, same_as=said.same_as)


def check_ready(imported: PeopleImport) -> None:
    """Raises CannotKeep while a row is wrong, or where there is nothing to apply."""
    wrong = imported.rows.filter(outcome=Outcome.WRONG, is_left_out=False).count()
    if wrong:
        raise CannotKeep(
            ngettext(
                "%(number)d row has to be put right or left out first.",
                "%(number)d rows have to be put right or left out first.",
                wrong,
            )
            % {"number": wrong}
        )
    if not imported.rows.exclude(outcome__in=["", Outcome.SAME, Outcome.REFUSED]).exists():
        raise CannotKeep(_("There is nothing in this list to add or change."))


@transaction.atomic
def apply(
    *,
    imported: PeopleImport,
    by: User,
    since: date | None = None,
    tell: Callable[[int], None] = lambda done: None,
) -> None:
    """Add and change everybody of a list at once; statuses are known since a day, today's if None.

    It looks at every row once more. Raises MeanwhileOther if any of them means something else by
    now, and then nothing is kept.
    """
    _one_at_a_time(imported)
    rows, people, findings = look(imported, by, lambda done: tell(done // 2))
    if [finding_of(row.told).meaning for row in rows] != [one.meaning for one in findings]:
        raise MeanwhileOther(
            _(
                "Somebody was added or changed since this list was checked, so nothing was kept. "
                "It is checked again: look at it once more."
            )
        )
    work = _Work(imported, by, since or timezone.localdate())
    for done, (row, said, finding) in enumerate(zip(rows, people, findings, strict=True), 1):
        if not row.is_left_out:
            work.row(row, said, finding)
        tell((len(rows) + done) // 2)
    work.finish()


def check_again(*, imported: PeopleImport, by: User, why: str) -> None:
    """Check a list whose rows mean something else by now, and say why it was not applied."""
    keep_findings(imported, *look(imported, by), why=why)


def _one_at_a_time(imported: PeopleImport) -> None:
    """Two lists of one place one after the other, so that the second knows whom the first added."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('people_import'), %s)",
            [imported.project_site_id],
        )


@dataclass
class _Work:
    imported: PeopleImport
    by: User
    since: date
    made: list[ImportedPerson] = field(default_factory=list)
    who: dict[int, UUID] = field(default_factory=dict)
    elsewhere: int = 0

    def row(self, row: ImportRow, said: SheetPerson, finding: Finding) -> None:
        """Do what one row means."""
        if finding.outcome == Outcome.CHANGED and finding.person:
            self._change(said, finding.person)
        elif finding.outcome == Outcome.KNOWN and row.choice == Choice.SAME:
            self._known(row, said, finding)
        elif finding.outcome in (Outcome.NEW, Outcome.KNOWN) and finding.agrees:
            self._add(row, said, finding)

    def finish(self) -> None:
        """Keep what was done, and where the record of it ends."""
        ImportedPerson.objects.bulk_create(self.made)
        imported = self.imported
        imported.state, imported.done, imported.why = State.APPLIED, len(self.made), ""
        imported.applied_at, imported.applied_by = timezone.now(), self.by
        imported.last_change = last_change_of([one.participant_id for one in self.made])
        imported.elsewhere = self.elsewhere
        imported.save(
            update_fields=[
                *("state", "done", "why", "elsewhere"),
                *("applied_at", "applied_by", "last_change"),
            ]
        )

    def _add(self, row: ImportRow, said: SheetPerson, finding: Finding) -> None:
        twin = self.who.get(finding.row or 0)
        known = [one.person for one in finding.alike] or ([twin] if twin else [])
        verdict = VERDICTS.get(Choice(row.choice))
        registered = add_person(
            said,
            place=self.imported.project_site,
            by=self.by,
            since=self.since,
            verdicts=dict.fromkeys(known, verdict.value) if verdict else {},
        )
        self.elsewhere += registered.may_be_elsewhere
        self._keep(finding, registered.person.pk, Kind.NEW)

    def _known(self, row: ImportRow, said: SheetPerson, finding: Finding) -> None:
        is_offered = row.same_as in {one.person for one in finding.alike}
        who = row.same_as if is_offered else finding.person or self.who.get(finding.row or 0)
        if who is None:
            # The earlier row that she is like was left out.
            if finding.agrees:
                self._add(row, said, finding)
            return
        place = self.imported.project_site_id
        is_here = Participant.objects.filter(pk=who, known_at__contains=[place]).exists()
        if not is_here and finding.agrees:
            reach(people=[who], project_site_id=place)
        self._keep(finding, who, Kind.KNOWN if is_here or not finding.agrees else Kind.REACHED)

    def _change(self, said: SheetPerson, who: UUID) -> None:
        kept: Kept = kept_by_id([who], self.by)[who]
        before = snapshot(kept)
        change_by_row(kept, said, by=self.by, on=timezone.localdate())
        self._keep(Finding(said.row, Outcome.CHANGED), who, Kind.CHANGED, before)

    def _keep(self, finding: Finding, who: UUID, kind: str, before: str = "") -> None:
        self.who[finding.number] = who
        self.made.append(
            ImportedPerson(
                imported=self.imported,
                participant_id=who,
                row=finding.number,
                kind=kind,
                before=before,
            )
        )
