"""See that the embedded server runs before Django asks it something."""

from __future__ import annotations

from core.postgres.configure import cluster, embedded_is_off, uses_real_server
from core.postgres.places import Place


def place() -> Place:
    """The embedded cluster that this process works on."""
    from django.conf import settings

    return Place(settings.VAR_DIR, cluster())


def ensure_running() -> bool:
    """Start the embedded server where one is used and none runs; true if it was started."""
    here = place()  # reads the settings, and with them .env
    if uses_real_server() or embedded_is_off():
        return False
    from core.postgres.server import start

    return start(here)


def stop(here: Place) -> bool:
    """Stop this embedded server; true if there was one."""
    from core.postgres import server

    return server.stop(here)
