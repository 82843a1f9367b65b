"""Who is signed in, and what she may do."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User
from accounts.scopes import find_with_scope


class GrantBackend(AuthenticationBackend):
    """allauth's check of user name and password, with the scope read along with the user."""

    def get_user(self, user_id: Any) -> User | None:
        """The user of a web session with her scope, in one query; None once switched off."""
        user = find_with_scope(user_id)
        return user if user is not None and user.is_active else None
