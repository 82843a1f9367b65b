"""A database for the benchmark alone, on the configured server or a durable embedded one."""

from __future__ import annotations

import atexit
import os
from pathlib import Path
from urllib.parse import quote

import psycopg

HOME = Path(__file__).resolve().parent.parent / "var" / "bench"


def use_own_database(name: str, *, fresh: bool) -> bool:
    """Point this process, and those it starts, at the database; True if it is new and empty."""
    os.environ.setdefault("COHESION_VAR", str(HOME))
    os.environ["COHESION_CLUSTER"] = "fault"
    server = os.environ.get("DATABASE_URL") or _embedded_server()
    os.environ["DATABASE_URL"] = _with_name(server, name)
    os.environ["DJANGO_SETTINGS_MODULE"] = "cohesion.settings"
    with psycopg.connect(server, autocommit=True) as connection:
        known = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if known and fresh:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        if not known or fresh:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
            return True
    return False


def _embedded_server() -> str:
    from core.postgres import server
    from core.postgres.configure import embedded
    from core.postgres.places import Place

    place = Place(Path(os.environ["COHESION_VAR"]), "fault")
    if server.start(place):
        atexit.register(server.stop, place)
    entry = embedded(place)
    password, sockets = quote(entry["PASSWORD"], safe=""), quote(entry["HOST"], safe="")
    return f"postgres://{entry['USER']}:{password}@/{entry['NAME']}?host={sockets}"


def _with_name(server: str, name: str) -> str:
    address, _, options = server.partition("?")
    return f"{address.rpartition('/')[0]}/{name}" + (f"?{options}" if options else "")
