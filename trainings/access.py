"""What somebody may do at the place of a cohort, where she can open it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from accounts.models import User
    from accounts.roles import Permission


class Placed(Protocol):
    """Something that belongs to a project at a site."""

    @property
    def project_site_id(self) -> int: ...


def may_at(user: User, permission: Permission, thing: Placed) -> bool:
    """Whether she holds a permission where something belongs; elsewhere does not count."""
    return thing.project_site_id in user.scope.where(permission)


def require_at(user: User, permission: Permission, thing: Placed) -> None:
    """Answer 403 to whoever may not do this here."""
    if not may_at(user, permission, thing):
        raise PermissionDenied
