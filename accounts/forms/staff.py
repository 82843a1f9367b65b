"""What is asked about a colleague."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.models.user import username_shape
from accounts.queries.staff import manages_everything, may_give, places_of, roles_to_give
from accounts.roles import Role
from core.digits import to_ascii_digits
from core.forms import DayField, NameField
from programmes.models import ProjectSite


class GrantForm(forms.Form):
    """A role, a place, and until when."""

    role = forms.ChoiceField(label=_("Role"))
    place = forms.ModelChoiceField(label=_("Place"), queryset=ProjectSite.objects.none())
    to_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave empty when no end is known."),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        roles = cast(forms.ChoiceField, self.fields["role"])
        roles.choices = [(role.value, role.label) for role in roles_to_give(by)]
        place = cast("forms.ModelChoiceField[ProjectSite]", self.fields["place"])
        place.queryset = places_of(by)
        if manages_everything(by.scope):
            place.required = False
            place.empty_label = _("everywhere")
        elif len(only := place.queryset[:2]) == 1:
            place.initial = only[0]

    def clean_to_on(self) -> Any:
        """Refuse a day that has passed."""
        last = self.cleaned_data["to_on"]
        if last and last < timezone.localdate():
            raise ValidationError(_("This day has passed."))
        return last

    def clean(self) -> dict[str, Any]:
        """Check that she may give this role there."""
        cleaned = super().clean() or self.cleaned_data
        role, place = cleaned.get("role"), cleaned.get("place")
        if role and "place" not in self.errors and not may_give(self.by, role, place):
            self.add_error("role", _("You cannot give this role at this place."))
        if role:
            cleaned["role"] = Role(role)
        return cleaned


class ColleagueForm(GrantForm):
    """A new colleague and her first right."""

    full_name = NameField(label=_("Name"), max_length=120)
    username = forms.CharField(
        label=_("User name"),
        max_length=40,
        help_text=_("Small Latin letters and digits, as she will type it to sign in."),
        widget=forms.TextInput(
            attrs={"dir": "ltr", "autocapitalize": "none", "autocomplete": "off"}
        ),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    field_order = ("full_name", "username", "language", "role", "place", "to_on")

    def clean_username(self) -> str:
        """Read it as it was meant, then check its shape and whether it is free."""
        username = to_ascii_digits(self.cleaned_data["username"]).lower()
        username_shape(username)
        if User.objects.filter(username=username).exists():
            raise ValidationError(_("This user name is taken."))
        return username
