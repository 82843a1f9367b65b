"""The one door to statistics: nothing else in this room enters a scope.

Who asks for numbers may see nobody by name; the service counts for her at the places where she
holds a role, and everything that comes out has been through disclosure control.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from core.scoping import scope

if TYPE_CHECKING:
    from core.scope import Scoped


@contextmanager
def counting_for(user: Scoped, *, savepoint: bool = True) -> Iterator[None]:
    """Count within the project sites of somebody's roles."""
    with scope(service="statistics", within=user.scope, savepoint=savepoint):
        yield
