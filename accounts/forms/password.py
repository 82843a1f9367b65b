from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accounts.forms.sign_in import LONGEST_PASSWORD
from accounts.models import User


def _rules() -> str:
    return " ".join(password_validators_help_texts())


rules_of_passwords = lazy(_rules, str)()


class PasswordField(forms.CharField):
    """A password, taken exactly as typed."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "dir": "ltr"})
        super().__init__(strip=False, widget=widget, max_length=LONGEST_PASSWORD, **kwargs)


class PasswordForm(forms.Form):
    """A new password; who has a one-time password has just signed in with it and only chooses."""

    old_password = PasswordField(label=_("Password until now"), autocomplete="current-password")
    new_password = PasswordField(
        label=_("New password"), autocomplete="new-password", help_text=rules_of_passwords
    )
    again = PasswordField(label=_("New password once more"), autocomplete="new-password")

    def __init__(self, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.user = user
        if user.must_change_password:
            del self.fields["old_password"]

    def clean_old_password(self) -> str:
        """Check that it is she."""
        old: str = self.cleaned_data["old_password"]
        if not self.user.check_password(old):
            raise forms.ValidationError(_("This is not your password until now."), code="wrong")
        return old

    def clean_new_password(self) -> str:
        """Refuse what is easy to guess, and the password she has."""
        chosen: str = self.cleaned_data["new_password"]
        validate_password(chosen, self.user)
        if self.user.check_password(chosen):
            raise forms.ValidationError(_("You have this password already."), code="same")
        return chosen

    def clean(self) -> dict[str, Any]:
        """Compare both."""
        new, again = self.cleaned_data.get("new_password"), self.cleaned_data.get("again")
        if new and again and new != again:
            self.add_error("again", _("This is not the same password as above."))
        return self.cleaned_data
