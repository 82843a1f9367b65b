"""How far a list is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

from core import progress
from core.scoping import scope
from participants.models import PeopleImport


def telling(import_id: UUID) -> AbstractContextManager[Callable[[int], None]]:
    """Answers a function to be told how many rows are done."""

    def write(done: int) -> None:
        with scope(service="import progress"):
            PeopleImport.objects.filter(pk=import_id).update(done=done)

    return progress.telling(write)
