"""Changes of one's own settings."""

from __future__ import annotations

from accounts.models import User


def change_password(*, new_password: str, by: User) -> None:
    """Give her a password of her own; her sign-ins on other devices end."""
    by.set_password(new_password)
    by.must_change_password = False
    by.save(update_fields=["password", "must_change_password"])


def choose_language(*, language: str, by: User) -> None:
    """Remember in which language she reads."""
    by.language = language
    by.save(update_fields=["language"])
