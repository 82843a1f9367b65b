"""Run PostgreSQL's own client programs against the database that Django uses."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from core.postgres.binaries import client_program
from core.postgres.errors import PostgresError
from core.postgres.programs import run_program


def parameters(**others: Any) -> dict[str, Any]:
    """How the driver reaches the database, as Django's settings have it."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    entry = connection.settings_dict
    found = {
        "dbname": entry["NAME"],
        "user": entry["USER"],
        "password": entry["PASSWORD"],
        "host": entry["HOST"],
        "port": entry["PORT"],
        **entry["OPTIONS"],
    }
    return {name: value for name, value in found.items() if name in known and value} | others


def connect(database: str | None = None) -> psycopg.Connection[tuple[Any, ...]]:
    """A connection of our own as who signs in, where each statement is final."""
    others = {"dbname": database} if database else {}
    present = psycopg.connect(make_conninfo(**parameters(**others)), autocommit=True)
    # Behind PgBouncer the login begins as a role that may do less; see docs/run.md.
    present.execute("SET ROLE NONE")
    return present


def command(program: str, *words: str, database: str | None = None) -> list[str]:
    """The command line of a client program; the password is not on it."""
    others = {"dbname": database} if database else {}
    open_to_see = {k: v for k, v in parameters(**others).items() if k != "password"}
    return [client_program(program), f"--dbname={make_conninfo(**open_to_see)}", *words]


def environment() -> dict[str, str]:
    """The environment of a client program: the password, no other role, no stray PG* variable."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    password = str(parameters().get("password", ""))
    return kept | {"PGPASSWORD": password, "PGOPTIONS": "-c role=none"}


def run(program: str, *words: str, database: str | None = None, output: Path | None = None) -> None:
    """Run a client program to its end; its complaint becomes ours."""
    output_words = [f"--file={output}"] if output else []
    words = (*output_words, *words)
    done = run_program(command(program, *words, database=database), env=environment())
    if done.returncode != 0:
        raise PostgresError(f"{program} failed: {done.stderr.strip()}")
