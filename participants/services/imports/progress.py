"""How far a job is, told on a connection of its own: what it writes is seen only at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from uuid import UUID

from django.db import DatabaseError, connection

from core.scoping import scope
from participants.models import PeopleImport

EVERY = 0.5


@contextmanager
def telling(import_id: UUID) -> Iterator[Callable[[int], None]]:
    """Answers a function to be told how many rows are done; what it says is written now and then.

    That the number cannot be written never stops the job itself.
    """
    latest = 0
    over = Event()

    def tell(done: int) -> None:
        nonlocal latest
        latest = done

    def write() -> None:
        written = 0
        try:
            while not over.wait(EVERY):
                if latest != written:
                    written = latest
                    with scope(service="import progress"):
                        PeopleImport.objects.filter(pk=import_id).update(done=written)
        except DatabaseError:
            pass
        finally:
            connection.close()

    teller = Thread(target=write, daemon=True)
    teller.start()
    try:
        yield tell
    finally:
        over.set()
        teller.join()
