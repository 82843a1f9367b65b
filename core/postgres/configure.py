"""How Django finds the database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import environ

from core.postgres.errors import PostgresError
from core.postgres.places import Place
from core.secrets import read_or_make

NAME = USER = "cohesion"


def configuration(env: environ.Env, *, var_dir: Path) -> dict[str, Any]:
    """The entry of DATABASES: the server of DATABASE_URL, or else the embedded one."""
    here = Place(var_dir, cluster())
    server = env.db("DATABASE_URL") if uses_real_server() else embedded(here)
    options = server.setdefault("OPTIONS", {})
    options["pool"] = {
        "min_size": 1,
        "max_size": env.int("DATABASE_POOL_SIZE", default=8),
        "timeout": 60 if cluster() == "test" else 10,
    }
    # Only `core.prepared` prepares; PgBouncer before 1.21 cannot have it.
    options["prepare_threshold"] = 5 if env.bool("DATABASE_PREPARED", default=True) else None
    # The pool keeps connections open; Django must not keep them a second time.
    return server | {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}


def uses_real_server() -> bool:
    """True where DATABASE_URL names a server, so that no embedded one is started."""
    return bool(os.environ.get("DATABASE_URL"))


def embedded_is_off() -> bool:
    """True where EMBEDDED_PG=0 says that nothing here needs a database."""
    return os.environ.get("EMBEDDED_PG") == "0"


def cluster() -> str:
    """Which embedded cluster this process works on."""
    return os.environ.get("COHESION_CLUSTER") or "main"


def embedded(place: Place) -> dict[str, Any]:
    """The embedded server's entry, running or not."""
    if os.name == "nt":
        raise PostgresError(
            "The embedded database runs on Linux and macOS, not on Windows. Use WSL, "
            "or set DATABASE_URL to a PostgreSQL server."
        )
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]  # they would lead the driver to another server
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": NAME,
        "USER": USER,
        "PASSWORD": "" if embedded_is_off() else read_or_make(place.password_file),
        "HOST": str(place.sockets),
        "PORT": "5432",
    }
