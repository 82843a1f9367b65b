"""A list of people becomes enrolled people, all or none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from participants.models import ImportRow, Participant
from participants.queries.imports import people_by_row
from participants.services.imports.terminal import Told, import_file
from trainings.models import Cohort
from trainings.services.enrolments import enrol

if TYPE_CHECKING:
    from accounts.models import User


class NotLoaded(Exception):
    """A list that was not applied, so nobody was enrolled; the text says which rows and why."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many were enrolled, and the rows of those who were not: in it already, or no yes."""

    enrolled: int
    known_rows: list[int]
    refused_rows: list[int]


@transaction.atomic
def load_list(
    *, data: bytes, file_name: str, cohort: Cohort, by: User, leave_out: Collection[int] = ()
) -> Loaded:
    """Import a list at the place of a cohort, and enrol everybody who is not in it from its start.

    Raises CannotImport, NotLoaded or CannotChange, and then nobody is registered or enrolled.
    """
    told = import_file(
        data=data,
        file_name=file_name,
        place=cohort.project_site,
        by=by,
        apply_it=True,
        leave_out=leave_out,
        since=cohort.starts_on,
    )
    if not told.applied:
        raise NotLoaded(_sentences(told))
    there = set(cohort.enrolments.values_list("participant__canonical", flat=True))
    known_rows: list[int] = []
    enrolled = 0
    refused = [one.number for one in told.findings if one.agrees is False]
    for row, who in people_by_row(told.imported).items():
        person = Participant.objects.get(pk=who).canonical
        if row in refused:
            continue
        if person.pk in there:
            known_rows.append(row)
            continue
        there.add(person.pk)
        enrol(cohort=cohort, participant=person, from_on=cohort.starts_on, by=by, agreed=True)
        enrolled += 1
    return Loaded(enrolled, sorted(known_rows), [row for row in refused if row not in leave_out])


def _sentences(told: Told) -> str:
    wrong = [
        _("Row %(row)d: %(why)s")
        % {"row": one.number, "why": " ".join(wrong.message for wrong in one.wrong)}
        for one in told.findings
        if one.outcome == ImportRow.Outcome.WRONG and one.number not in told.left_out
    ]
    return "\n".join(wrong or [told.why])
