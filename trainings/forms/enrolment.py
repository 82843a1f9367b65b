"""What is asked about somebody's place in a cohort."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DayField, LineField, NameField, PhoneField
from core.ids import uuid7
from participants.models import DisplacementEpisode
from trainings.models import FollowUp
from trainings.reasons import Reason


class AgreedField(forms.BooleanField):
    """She agreed in words; whether that is needed depends on what she agreed to before."""

    def __init__(self, **kwargs: Any) -> None:
        label = _("She agreed, in words, before me, to take part and that we keep her data")
        super().__init__(label=label, **kwargs)


class EnrolKnownForm(forms.Form):
    """Whom she tapped among those found, and from when."""

    participant = forms.UUIDField(widget=forms.HiddenInput)
    from_on = DayField(label=_("From"))
    agreed = AgreedField(required=False)


class EnrolNewForm(forms.Form):
    """Somebody who is not known here; the id makes a form sent twice one person."""

    person_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    given = NameField(label=_("Given name"), max_length=80)
    father = NameField(label=_("Father's name"), max_length=80, required=False)
    grandfather = NameField(label=_("Grandfather's name"), max_length=80, required=False)
    family = NameField(label=_("Family name"), max_length=80, required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    status = forms.ChoiceField(
        label=DisplacementEpisode._meta.get_field("status").verbose_name,
        choices=DisplacementEpisode.Status,
        initial=DisplacementEpisode.Status.UNKNOWN,
        required=False,
    )
    from_on = DayField(label=_("From"))
    agreed = AgreedField()


class WithdrawForm(forms.Form):
    """The last day of a place, and why it ends."""

    last_day = DayField(label=_("Last day"), initial=timezone.localdate)
    leaving = forms.ChoiceField(
        label=_("Why she does not come any more"),
        choices=[("", _("Choose")), *FollowUp.Leaving.choices],
        error_messages={"required": _("Say why she does not come any more.")},
    )


class WaitlistForm(forms.Form):
    """Somebody who asked for a place goes on the waiting list; nothing is asked."""


class AgainForm(forms.Form):
    """A new place for somebody whose place has ended."""

    from_on = DayField(label=_("From"))


class AgainstTargetField(LineField):
    """Why somebody gets a place that is kept for others; asked for where it matters."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Why she gets a place that is kept for the balance of the class"),
            help_text=_("Only where it is asked for. Write nothing about ethnicity or belief."),
            max_length=200,
            required=False,
            **kwargs,
        )


class AcceptForm(forms.Form):
    """From when somebody who waits has a place."""

    from_on = DayField(label=_("From"))
    reason = AgainstTargetField()


class TakeBackForm(forms.Form):
    """Which planned excuse is taken back."""

    excuse = forms.UUIDField()


class ExcuseForm(forms.Form):
    """Days on which she will not come, and why."""

    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    reason = forms.ChoiceField(label=_("Reason"), choices=Reason)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.get("first_day"), said.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is not before the first."))
        return said
