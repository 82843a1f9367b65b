"""What a person may see, as a value that every question starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Scope:
    """The project sites on which a person holds each of her roles and permissions, today.

    Both mappings go from a code to the ids of project sites; a role or permission that is held
    nowhere is not in them. Only `accounts` builds one.
    """

    user_id: UUID
    today: date
    roles: Mapping[str, frozenset[int]] = field(default_factory=dict)
    permissions: Mapping[str, frozenset[int]] = field(default_factory=dict)
    # Where one of her roles works with people by name.
    people: frozenset[int] = frozenset()

    @property
    def project_sites(self) -> frozenset[int]:
        """Every project site on which she holds any role."""
        return frozenset().union(*self.roles.values())

    def may(self, permission: str) -> bool:
        """Whether she holds a permission anywhere."""
        return permission in self.permissions

    def where(self, permission: str) -> frozenset[int]:
        """The project sites on which she holds a permission."""
        return self.permissions.get(permission, frozenset())


class Scoped(Protocol):
    """Anything that a question can be asked for: a user, or a scope made for a command."""

    @property
    def scope(self) -> Scope: ...
