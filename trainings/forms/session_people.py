"""What is asked about somebody who comes to a session without a place in it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import NameField, PhoneField
from core.ids import uuid7
from trainings.services.walk_in import WalkIn


class WalkInForm(forms.Form):
    """Four fields, and two ids that make a form sent twice one person."""

    person_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    enrolment_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    given = NameField(label=_("Given name"), max_length=80)
    father = NameField(label=_("Father's name"), max_length=80, required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    agreed = forms.BooleanField(
        label=_("She agreed, in words, before me, to take part and that we keep her data"),
        error_messages={
            "required": _(
                "Without her yes she cannot be written down. "
                "Count her below as somebody who did not want to be."
            )
        },
    )

    def walk_in(self, session_id: UUID) -> WalkIn:
        """Whom she wrote down, as the service takes her."""
        values = self.cleaned_data
        return WalkIn(
            id=values["person_id"],
            enrolment=values["enrolment_id"],
            session=session_id,
            given=values["given"],
            father=values["father"],
            phone=values["phone"],
        )


class GuestForm(forms.Form):
    """Whom she tapped among those found."""

    participant = forms.UUIDField(widget=forms.HiddenInput)
