"""Put a dump in the place of the database, or leave everything as it was."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from django.db import connection
from psycopg import sql
from psycopg.errors import InsufficientPrivilege, ObjectInUse

from core.postgres.binaries import client_program
from core.postgres.client import connect
from core.postgres.errors import PostgresError
from core.postgres.pour import pour
from core.postgres.programs import run_program
from core.postgres.roles import allow, make_roles

# The one restored into, and the one that was there before; both beside the database itself.
FRESH, BEFORE = "{}_restoring", "{}_before_restore"
TRIES_TO_SWAP = 3  # of five seconds each
LONGEST_NAME = 63


def restore(file: Path) -> str:
    """Fill a fresh database, then swap the names; returns the name of the one that was replaced."""
    _refuse_what_is_no_dump(file)
    name = str(connection.settings_dict["NAME"])
    fresh, before = (pattern.format(name[: LONGEST_NAME - 15]) for pattern in (FRESH, BEFORE))
    try:
        make_roles()
        with _gone_if_it_fails(fresh):
            _make_fresh(name, fresh)
            pour(file, into=fresh)
            _make_usable(fresh)
        connection.close()
        # The kept connections would stand in the way; the type lacks this method.
        connection.close_pool()  # type: ignore[attr-defined]
        _swap(name, fresh, before)
    except InsufficientPrivilege as problem:
        raise PostgresError(
            f"The database user may not do this, and nothing was changed: {problem}"
            f"Give it the right to make databases (ALTER ROLE … CREATEDB)."
        ) from problem
    return before


@contextmanager
def _gone_if_it_fails(fresh: str) -> Iterator[None]:
    """Half a restored database holds people's data, and nobody would look after it."""
    try:
        yield
    except BaseException:
        with connect() as present:
            present.execute(_identifiers("DROP DATABASE IF EXISTS {} WITH (FORCE)", fresh))
        raise


def _refuse_what_is_no_dump(file: Path) -> None:
    if not file.is_file():
        raise PostgresError(f"There is no file {file}.")
    looked = run_program([client_program("pg_restore"), "--list", str(file)])
    if looked.returncode != 0:
        raise PostgresError(f"{file} is not a dump that can be restored: {looked.stderr.strip()}")
    if " TABLE public core_installation" not in looked.stdout:
        raise PostgresError(f"{file} is a dump of some other program's database.")


def _make_fresh(name: str, fresh: str) -> None:
    """An empty database that sorts and compares letters like the present one."""
    with connect() as present:
        here = _one(present, "SELECT to_jsonb(d) FROM pg_database d WHERE datname = %s", name)
        present.execute(_identifiers("DROP DATABASE IF EXISTS {} WITH (FORCE)", fresh))
        present.execute(
            _identifiers("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' ", fresh)
            + _locale(here)
        )


def _locale(row: dict[str, str | None]) -> sql.Composable:
    words: list[sql.Composable] = [
        sql.SQL("LC_COLLATE {} LC_CTYPE {}").format(row["datcollate"], row["datctype"]),
    ]
    # The column had another name before PostgreSQL 17.
    locale = row.get("datlocale") or row.get("daticulocale")
    if row["datlocprovider"] == "b":
        words.append(sql.SQL("LOCALE_PROVIDER builtin BUILTIN_LOCALE {}").format(locale))
    elif row["datlocprovider"] == "i":
        words.append(sql.SQL("LOCALE_PROVIDER icu ICU_LOCALE {}").format(locale))
    else:
        words.append(sql.SQL("LOCALE_PROVIDER libc"))
    return sql.SQL(" ").join(words)


def _make_usable(fresh: str) -> None:
    """Rights are no part of a dump; and a phone that sees another restore_id sends again."""
    with connect(fresh) as restored:
        allow(lambda words: restored.execute(words.encode()))
        restored.execute("UPDATE core_installation SET restore_id = gen_random_uuid()")


def _swap(name: str, fresh: str, before: str) -> None:
    """Change both names in one transaction."""
    with connect(fresh) as aside:
        # A database cannot be renamed by who is in it, so a third one is used.
        third = _one(
            aside,
            "SELECT min(datname) FROM pg_database "
            "WHERE datname IN ('postgres', 'template1') AND datallowconn",
        )
    with connect(third) as other, ThreadPoolExecutor(1) as beside:
        other.execute(_identifiers("DROP DATABASE IF EXISTS {} WITH (FORCE)", before))
        for _ in range(TRIES_TO_SWAP):
            renaming = beside.submit(_rename, third, name, fresh, before)
            # From its start on nobody new gets in, so whoever is still inside can be sent out.
            while not renaming.done():
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = ANY(%s)",
                    [[name, fresh]],
                )
                wait([renaming], timeout=0.1)
            if renaming.result():
                return
    raise PostgresError("Somebody else keeps using the database; nothing was changed.")


def _rename(third: str, name: str, fresh: str, before: str) -> bool:
    try:
        with connect(third) as renamer, renamer.transaction():
            renamer.execute(_identifiers("ALTER DATABASE {} RENAME TO {}", name, before))
            renamer.execute(_identifiers("ALTER DATABASE {} RENAME TO {}", fresh, name))
    except ObjectInUse:
        return False
    return True


def _one(
    database: psycopg.Connection[tuple[Any, ...]], question: LiteralString, *values: str
) -> Any:
    found = database.execute(question, values).fetchone()
    return found[0] if found else None


def _identifiers(statement: LiteralString, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*map(sql.Identifier, names))
