"""Who has come for which children, from a page that says when it was made."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from childcare.models import DayTag
from childcare.queries.collecting import GUARDIAN, LINE
from core.digits import to_ascii_digits
from core.forms import LineField, NameField

SALT = "childcare.hand_over"
OTHER = "other"


def seal(tag: DayTag) -> str:
    """Sign of which family a page is, when it was made, and a key that makes it count once."""
    said = {"tag": tag.pk.hex, "key": uuid4().hex, "at": timezone.now().isoformat()}
    return signing.dumps(said, salt=SALT)


class SealedForm(forms.Form):
    """A form of one family's page."""

    state = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": _("This form is incomplete. Nothing was changed.")},
    )
    stays = forms.MultipleChoiceField(
        choices=(), error_messages={"required": _("Choose which children leave.")}
    )

    key: UUID
    listed_at: datetime

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        tag: DayTag,
        stays: Mapping[UUID, str],
    ) -> None:
        super().__init__(data)
        self.tag = tag
        choices = [(str(pk), name) for pk, name in stays.items()]
        self.fields["stays"].choices = choices  # type: ignore[attr-defined]

    def clean_state(self) -> str:
        """Open what was signed."""
        state: str = self.cleaned_data["state"]
        try:
            said = signing.loads(state, salt=SALT)
        except signing.BadSignature as error:
            raise forms.ValidationError(
                _("This form was changed on its way. Nothing was changed: open the page again.")
            ) from error
        if said["tag"] != self.tag.pk.hex:
            raise forms.ValidationError(_("This form belongs to another family."))
        self.key, self.listed_at = UUID(said["key"]), datetime.fromisoformat(said["at"])
        return state

    @property
    def stay_ids(self) -> list[UUID]:
        """Which children."""
        return [UUID(stay) for stay in self.cleaned_data["stays"]]


class CollectForm(SealedForm):
    """Somebody from the list was tapped, or the name of somebody else was written."""

    collector = forms.CharField(max_length=60, error_messages={"required": _("Tap who has come.")})
    name = NameField(label=_("Who has come?"), max_length=120, required=False)
    code = LineField(label=_("Code of the day"), max_length=20, required=False)

    def clean_collector(self) -> tuple[str, UUID | None]:
        """A guardian or a line by its id, or somebody else."""
        kind, _colon, pk = self.cleaned_data["collector"].partition(":")
        if kind == OTHER:
            return OTHER, None
        try:
            if kind in (GUARDIAN, LINE):
                return kind, UUID(pk)
        except ValueError:
            pass
        raise forms.ValidationError(_("Tap who has come."))

    def clean_code(self) -> str | None:
        """The code in ASCII digits; None where nobody asked for it."""
        code: str = to_ascii_digits(self.cleaned_data["code"]).replace(" ", "")
        return code or None

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        kind = said.get("collector", ("",))[0]
        if kind == OTHER and not said.get("name"):
            self.add_error("name", _("Write the name of who has come."))
        elif kind in (GUARDIAN, LINE) and said.get("name"):
            self.add_error(
                "name", _("You wrote another name. Empty it, or tap that somebody else has come.")
            )
        return said


class ReleaseForm(SealedForm):
    """A supervisor takes the decision on herself."""

    name = NameField(label=_("To whom?"), max_length=120)
    reason = LineField(label=_("Why?"), max_length=300)
