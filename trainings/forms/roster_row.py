"""One row of the roster with all its details, as a plain form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from core.forms import DigitsIntegerField
from trainings.events.fields import clean_note
from trainings.events.parse import MAX_MINUTES, MAX_NOTE, MAX_REASONS
from trainings.models.marked import Mark
from trainings.reasons import Reason
from trainings.roster import RosterLine
from trainings.services.plain_form import CLEARED, Change

SALT = "trainings.roster_row"
THERE = (Mark.PRESENT, Mark.LATE)
NOT_THERE = (Mark.EXCUSED, Mark.ABSENT)


class RowForm(forms.Form):
    """A mark with minutes, reasons and a note; details that do not fit the mark are left out."""

    state = forms.CharField(widget=forms.HiddenInput)
    mark = forms.ChoiceField(
        label=_("Mark"),
        choices=[("", _("not recorded")), *Mark.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    minutes_late = DigitsIntegerField(
        label=_("Minutes late"), min_value=0, max_value=MAX_MINUTES, required=False
    )
    left_early_minutes = DigitsIntegerField(
        label=_("Left early, minutes before the end"),
        min_value=0,
        max_value=MAX_MINUTES,
        required=False,
    )
    reasons = forms.MultipleChoiceField(
        label=_("Reasons"),
        choices=Reason.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("No stories and no names of others."),
        max_length=MAX_NOTE,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        session: UUID,
        line: RosterLine,
        asks_reasons: bool,
        default_minutes: int | None,
    ) -> None:
        super().__init__(
            data,
            initial={
                "state": _seal(session, line),
                "mark": line.mark or "",
                "minutes_late": line.minutes_late if line.mark == Mark.LATE else default_minutes,
                "left_early_minutes": line.left_early_minutes,
                "reasons": line.reasons or [line.planned_reason],
                "note": line.note,
            },
        )
        self.session, self.line = session, line
        for name in ("minutes_late", "left_early_minutes", "note"):
            self.fields[name].widget.attrs["class"] = "form-control"
        # Reasons given before the course stopped asking are kept, and can be taken away.
        if not asks_reasons and not line.reasons:
            del self.fields["reasons"]

    def clean_state(self) -> dict[str, Any]:
        """What the row said when the form was rendered."""
        try:
            state: dict[str, Any] = signing.loads(self.cleaned_data["state"], salt=SALT)
        except signing.BadSignature as error:
            raise forms.ValidationError(
                _("This form was changed on its way. Nothing was saved: open the page again.")
            ) from error
        if state["row"] != _row(self.session, self.line):
            raise forms.ValidationError(_("This form belongs to another row. Nothing was saved."))
        return state

    def clean_note(self) -> str:
        """The note without characters that nobody can see."""
        return clean_note(self.cleaned_data["note"])

    def clean_reasons(self) -> list[str]:
        """A few reasons, not all of them."""
        reasons: list[str] = self.cleaned_data["reasons"]
        if len(reasons) > MAX_REASONS:
            raise forms.ValidationError(
                _("Choose at most %(count)d reasons.") % {"count": MAX_REASONS}
            )
        return reasons

    @property
    def key(self) -> UUID:
        """The key of this form, which makes the same form sent twice count once."""
        return UUID(self.cleaned_data["state"]["key"])

    @property
    def changes(self) -> list[Change]:
        """The one change, or none where the row says what it said."""
        said = _said(self.cleaned_data)
        state = self.cleaned_data["state"]
        if said == state["said"]:
            return []
        mark, minutes_late, left_early_minutes, reasons, note = said
        return [
            Change(
                session=self.session,
                enrolment=self.line.enrolment_id,
                mark=mark or CLEARED,
                base_version=state["version"],
                minutes_late=minutes_late,
                left_early_minutes=left_early_minutes,
                reasons=tuple(reasons),
                note=note,
            )
        ]


def _seal(session: UUID, line: RosterLine) -> str:
    details = {
        "mark": line.mark,
        "minutes_late": line.minutes_late,
        "left_early_minutes": line.left_early_minutes,
        "reasons": line.reasons,
        "note": line.note,
    }
    state = {
        "key": uuid4().hex,
        "row": _row(session, line),
        "version": line.version,
        "said": _said(details),
    }
    return signing.dumps(state, salt=SALT)


def _row(session: UUID, line: RosterLine) -> str:
    return session.hex + line.enrolment_id.hex


def _said(data: Mapping[str, Any]) -> list[Any]:
    """A mark with the details that fit it, in the form in which it travels."""
    mark = data.get("mark") or ""
    return [
        mark,
        data.get("minutes_late") if mark == Mark.LATE else None,
        data.get("left_early_minutes") or None if mark in THERE else None,
        sorted(data.get("reasons") or []) if mark in NOT_THERE else [],
        (data.get("note") or "") if mark else "",
    ]
