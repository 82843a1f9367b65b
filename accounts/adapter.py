"""What allauth does differently here."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.next_page import is_ours


class AccountAdapter(DefaultAccountAdapter):
    """One answer to every failed sign-in, and no way off this site."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("User name and password do not belong together."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Who signs in; somebody switched off gets the answer of a wrong password."""
        self.pre_authenticate(request, **credentials)
        user = authenticate(request, **credentials)
        if isinstance(user, User):
            self._rollback_login_failed_rl_usage()
            return user
        return None

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Without the host, which whoever guesses may choose.
        return str(credentials["username"])

    def is_safe_url(self, url: str | None) -> bool:
        """Whether a page to go on to is one of ours: a path, never an address."""
        return is_ours(url)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody adds herself; colleagues are added on the staff page."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pages say themselves what happened."""
