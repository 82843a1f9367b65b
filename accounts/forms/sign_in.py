from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from core.digits import to_ascii_digits
from core.text import clean_line

LONGEST_PASSWORD = 200


class SignInForm(LoginForm):
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # No limit that answers before the password does: what is too long is simply wrong.
        self.fields["login"] = forms.CharField(
            label=_("User name"),
            widget=forms.TextInput(
                attrs={
                    "autocomplete": "username",
                    "autocapitalize": "none",
                    "spellcheck": "false",
                    "dir": "ltr",
                }
            ),
        )
        self.fields["password"] = forms.CharField(
            label=_("Password"),
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr"}),
        )
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        """Read a user name as it was meant: any digits, any case, no unseen characters."""
        typed = clean_line(self.cleaned_data["login"]).text
        return to_ascii_digits(typed).lower()

    def user_credentials(self) -> dict[str, str]:
        """What is compared; an endless text costs no more than the longest that can be right."""
        credentials: dict[str, str] = super().user_credentials()
        return {name: text[: LONGEST_PASSWORD + 1] for name, text in credentials.items()}
