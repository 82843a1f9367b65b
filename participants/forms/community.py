"""Displacement, and community identity where a site asks for it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DayField
from participants.details import Displacement, Identity
from participants.forms.areas import district_choices
from participants.models import CommunityIdentity, DisplacementEpisode, IdentityValue, Participant
from participants.models.identity import REFUSED
from programmes.models import Site

MOVED = frozenset({"idp", "idp_returnee", "refugee", "refugee_returnee"})
"""Who came from somewhere else, or came back from there."""


class DisplacementForm(forms.Form):
    """What she is, since when, where she comes from and how we know."""

    status = forms.ChoiceField(
        label=_("Is she displaced, or of the host community?"),
        choices=[choice for choice in DisplacementEpisode.Status.choices if choice[0] != "unknown"],
        widget=forms.RadioSelect,
        required=False,
    )
    since = DayField(
        label=_("Since when"),
        required=False,
        help_text=_("Leave it empty when she does not know."),
    )
    origin = forms.ChoiceField(label=_("District she comes from"), required=False)
    shelter = forms.ChoiceField(
        label=_("What kind of home does she live in?"),
        choices=[("", "–"), *DisplacementEpisode.Shelter.choices],
        required=False,
    )
    source = forms.ChoiceField(
        label=_("How do we know?"),
        choices=DisplacementEpisode.Source,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, site: Site | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["origin"]).choices = district_choices(site)

    def clean_since(self) -> Any:
        """Refuse a day to come: a status begins today at the latest."""
        since = self.cleaned_data["since"]
        if since and since > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return since

    def clean(self) -> dict[str, Any]:
        """Ask for the status where something else of it was told."""
        said = super().clean() or self.cleaned_data
        rest = ("since", "origin", "shelter", "source")
        if "status" not in self.errors and not said.get("status") and any(map(said.get, rest)):
            self.add_error("status", _("Say what she is: displaced, host community or another."))
        return said

    def said(self) -> Displacement | None:
        """Her status; None where nothing was said."""
        values = self.cleaned_data
        if not values["status"]:
            return None
        return Displacement(
            status=values["status"],
            from_on=values["since"] or timezone.localdate(),
            origin=values["origin"],
            shelter=values["shelter"],
            source=values["source"],
        )


class IdentityForm(forms.Form):
    """Ethnicity and belief, in her own words' place on the lists; none has to be answered."""

    ethnicity = forms.ChoiceField(label=_("Ethnicity"), widget=forms.RadioSelect, required=False)
    belief = forms.ChoiceField(
        label=_("Religion or belief"), widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, list[tuple[str, Any]]] = {kind: [] for kind in IdentityValue.Kind}
        for value in IdentityValue.objects.filter(is_offered=True):
            offered[value.kind].append((value.code, value.name))
        for kind, answers in offered.items():
            # Who answered with a value that is not offered any more keeps it until she changes it.
            kept = self.initial.get(kind)
            if kept and kept not in (REFUSED, *dict(answers)):
                answers.append((kept, _name(kind, kept)))
            answers.append((REFUSED, _("prefers not to say")))
            cast(forms.ChoiceField, self.fields[kind]).choices = answers

    def said(self) -> Identity:
        """What she answered."""
        return Identity(self.cleaned_data["ethnicity"], self.cleaned_data["belief"])

    @property
    def tells_something(self) -> bool:
        """Whether there is an answer that may be kept only with her consent."""
        return bool({self.cleaned_data.get(kind) for kind in self.fields} - {None, "", REFUSED})


def identity_of(person: Participant) -> dict[str, Any]:
    """What the form shows of somebody."""
    kept = CommunityIdentity.objects.filter(participant=person).first()
    return {"ethnicity": kept.ethnicity, "belief": kept.belief} if kept else {}


def _name(kind: str, code: str) -> str:
    value = IdentityValue.objects.filter(kind=kind, code=code).first()
    return value.name if value else code
