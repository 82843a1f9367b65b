"""Several things at the same moment, each with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def at_once(*actions):
    """Start all actions together and answer what they returned, in order."""
    ready = Barrier(len(actions))

    def act(action):
        try:
            ready.wait(timeout=30)
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as threads:
        return [future.result() for future in [threads.submit(act, action) for action in actions]]
