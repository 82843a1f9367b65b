"""Who takes which part in a session."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from trainings.models import Session, SessionStaff
from trainings.queries.staff_of_place import assignable_to


class AssignForm(forms.Form):
    """A colleague and her part in one session."""

    user = forms.ModelChoiceField(
        label=_("Colleague"), queryset=User.objects.none(), empty_label=_("Choose a name")
    )
    part = forms.ChoiceField(
        label=_("Her part"), choices=SessionStaff.Part, widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, session: Session) -> None:
        super().__init__(data)
        cast("forms.ModelChoiceField[User]", self.fields["user"]).queryset = assignable_to(session)


class TakeOffForm(forms.Form):
    """Whose part in a session ends."""

    take_off = forms.UUIDField(widget=forms.HiddenInput)
