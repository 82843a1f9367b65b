"""The roster as a plain form: what it said when it was rendered travels with it, signed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trainings.models import Session
from trainings.models.marked import How, Mark
from trainings.roster import RosterLine
from trainings.services.plain_form import Change

SALT = "trainings.roster"
COLUMNS = ("m", "c")
"""The first letter of a field's name: the main session, then the child beside it."""

Rosters = Mapping[UUID, Sequence[RosterLine]]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A row as it stood when the form was rendered."""

    field: str
    session: UUID
    enrolment: UUID
    version: int
    mark: str


def seal(sessions: Sequence[Session], rosters: Rosters, *, key: UUID | None = None) -> str:
    """Sign what a form is about to say, with a key of its own."""
    columns = [
        [
            session.pk.hex,
            [
                [line.enrolment_id.hex, line.version, line.mark or ""]
                for line in rosters[session.pk]
            ],
        ]
        for session in sessions
    ]
    return signing.dumps([(key or uuid4()).hex, columns], salt=SALT, compress=True)


class RosterForm(forms.Form):
    """The marks of a whole roster; only rows that say something new become changes."""

    state = forms.CharField(
        error_messages={"required": _("This form is incomplete. Nothing was saved.")}
    )

    key: UUID
    changes: list[Change]

    def __init__(
        self, data: Mapping[str, Any], *, sessions: Sequence[Session], rosters: Rosters
    ) -> None:
        super().__init__(data)
        self.main = sessions[0]
        self.sessions = {session.pk: session for session in sessions}
        self.planned = {line.enrolment_id: line.planned_reason for line in rosters[self.main.pk]}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "state" in cleaned:
            self.key, rows = self._open(cleaned["state"])
            now = timezone.now()
            self.changes = [change for row in rows for change in self._change(row, now)]
        return cleaned

    def _open(self, state: str) -> tuple[UUID, list[Rendered]]:
        try:
            key, columns = signing.loads(state, salt=SALT)
            rows = list(_rendered(columns))
        except (signing.BadSignature, ValueError, TypeError) as error:
            raise ValidationError(
                _("This form was changed on its way. Nothing was saved: open the roster again.")
            ) from error
        if any(row.session not in self.sessions for row in rows):
            raise ValidationError(_("This form belongs to another session. Nothing was saved."))
        return UUID(key), rows

    def _change(self, row: Rendered, now: datetime) -> Iterator[Change]:
        chosen = self.data.get(row.field, "")
        if chosen and chosen not in Mark.values:
            raise ValidationError(_("There is no such mark. Nothing was saved."))
        if chosen and chosen != row.mark:
            yield Change(
                session=row.session,
                enrolment=row.enrolment,
                mark=chosen,
                base_version=row.version,
                minutes_late=self.sessions[row.session].minutes_late_at(now)
                if chosen == Mark.LATE
                else None,
            )
        elif not chosen and not row.mark and self._marks_the_remaining(row):
            reason = self.planned.get(row.enrolment)
            yield Change(
                session=row.session,
                enrolment=row.enrolment,
                mark=Mark.EXCUSED.value if reason else Mark.PRESENT.value,
                base_version=row.version,
                how=How.BULK.value,
                reasons=(reason,) if reason else (),
            )

    def _marks_the_remaining(self, row: Rendered) -> bool:
        return "remaining" in self.data and row.session == self.main.pk


def _rendered(columns: Sequence[Any]) -> Iterator[Rendered]:
    for letter, (session, lines) in zip(COLUMNS, columns, strict=False):
        for number, (enrolment, version, mark) in enumerate(lines):
            yield Rendered(f"{letter}{number}", UUID(session), UUID(enrolment), version, mark)
