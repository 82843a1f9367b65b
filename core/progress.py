"""How far a job is, told on a connection of its own: what it writes is seen only at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import DatabaseError, connection

EVERY = 0.5


@contextmanager
def telling(write: Callable[[int], None]) -> Iterator[Callable[[int], None]]:
    """Answers a function to be told how many rows are done; `write` keeps that now and then.

    That the number cannot be written never stops the job itself.
    """
    latest = 0
    over = Event()

    def tell(done: int) -> None:
        nonlocal latest
        latest = done

    def keep() -> None:
        written = 0
        try:
            while not over.wait(EVERY):
                if latest != written:
                    written = latest
                    write(written)
        except DatabaseError:
            pass
        finally:
            connection.close()

    teller = Thread(target=keep, daemon=True)
    teller.start()
    try:
        yield tell
    finally:
        over.set()
        teller.join()
