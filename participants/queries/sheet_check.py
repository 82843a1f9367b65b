"""The rows of a list beside all that is known: new, known, changed, wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from participants.likeness import Told
from participants.models import ImportRow
from participants.queries.duplicates import Likely, likely_duplicates
from participants.queries.sheet_changes import Kept, changed_values, changes_of, kept_by_id
from participants.sheets.births import birth_text
from participants.sheets.columns import IDENTITY
from participants.sheets.outcome import Alike, Finding
from participants.sheets.people import SheetPerson, Wrong
from participants.sheets.twins import Twins, told_of_row

if TYPE_CHECKING:
    from accounts.models import User

Outcome = ImportRow.Outcome
MOST_TOLD = 5
"""So many records are told of that a row may be."""


@dataclass
class Check:
    """Looks at the rows of one list in their order, for somebody who sends it."""

    user: User
    _twins: Twins = field(default_factory=Twins)
    _kept: dict[UUID, Kept] = field(default_factory=dict)
    _seen: set[UUID] = field(default_factory=set)

    def rows(self, people: Sequence[SheetPerson]) -> Iterator[Finding]:
        """What each row means."""
        ids = [person.person_id for person in people if person.person_id]
        self._kept = kept_by_id(ids, self.user) if ids else {}
        for person in people:
            yield self._row(person)

    def _row(self, person: SheetPerson) -> Finding:
        told = told_of_row(person)
        finding = Finding(
            person.row,
            Outcome.NEW,
            name=told.full_name,
            birth=birth_text(told.born_on, told.born_precision),
            agrees=person.agrees,
            note=person.to_complete,
        )
        if person.wrong:
            return replace(finding, outcome=Outcome.WRONG, wrong=person.wrong)
        if person.person_id is not None:
            return self._one_of_ours(person, person.person_id, finding)
        return self._new_or_known(told, finding)

    def _new_or_known(self, told: Told, finding: Finding) -> Finding:
        likely = likely_duplicates(told, self.user)
        twin = self._twins.find(told)
        found = finding
        if likely:
            found = _known(finding, likely)
        elif twin:
            found = replace(finding, outcome=Outcome.KNOWN, row=twin[0], reasons=twin[1])
        elif finding.agrees is False:
            found = replace(finding, outcome=Outcome.REFUSED)
        if finding.agrees:
            self._twins.add(finding.number, told)
        return found

    def _one_of_ours(self, person: SheetPerson, who: UUID, finding: Finding) -> Finding:
        kept = self._kept.get(who)
        if sentence := self._why_not(person, kept, who):
            return replace(finding, outcome=Outcome.WRONG, wrong=(sentence,))
        assert kept is not None  # noqa: S101 -- said above
        self._seen.add(who)
        changed = changed_values(kept, person.values)
        return replace(
            finding,
            outcome=Outcome.CHANGED if changed else Outcome.SAME,
            name=finding.name or kept.person.full_name,
            person=who,
            changes=changes_of(kept, changed),
        )

    def _why_not(self, person: SheetPerson, kept: Kept | None, who: UUID) -> Wrong | None:
        """Why a row with an id cannot change her record."""
        if kept is None:
            return Wrong("id", _("Nobody whom you may change has this id."))
        if kept.person.canonical_id != who:
            return Wrong(
                "id", _("This record was merged into another one. Take the list out once more.")
            )
        if who in self._seen:
            return Wrong("id", _("This id stands in an earlier row already."))
        if person.agrees is False:
            return Wrong(
                "consent", _("What she agrees to is changed on her own page, not by a list.")
            )
        if any(person.values.get(code) for code in IDENTITY):
            return Wrong("ethnicity", _("Her ethnicity and belief are changed on her own page."))
        return None


def _known(finding: Finding, likely: Sequence[Likely]) -> Finding:
    first, *others = (Alike(one.person.pk, one.reasons) for one in likely[:MOST_TOLD])
    return replace(
        finding,
        outcome=Outcome.KNOWN,
        person=first.person,
        reasons=first.reasons,
        others=tuple(others),
    )
