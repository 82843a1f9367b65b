"""Make the data directory of an embedded server."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from core.postgres.binaries import major_version, server_program
from core.postgres.errors import PostgresError
from core.postgres.places import Account, Place
from core.postgres.programs import run_program
from core.secrets import read_or_make

# With LC_CTYPE=C, pg_trgm would take no Arabic letter for a letter, and find no Arabic name.
LOCALE = (
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--lc-collate=C",
    "--lc-ctype=C.UTF-8",
)


def server_environment() -> dict[str, str]:
    """What the server's programs see: no PG* variables, no secrets, English messages."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"LC_ALL": "C"}


def create_data(place: Place) -> None:
    """Make the cluster in a part directory, then rename it: half a cluster is never met."""
    part = place.home.with_name(f"{place.cluster}.part")
    account = place.account
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    _give(part, account)
    password = part / "password"
    password.touch(mode=0o600)
    password.write_text(read_or_make(place.password_file), encoding="ascii")
    _give(password, account)
    done = run_program(
        [
            server_program("initdb"),
            f"--pgdata={part / 'data'}",
            "--username=cohesion",
            f"--pwfile={password}",
            "--auth=scram-sha-256",
            *LOCALE,
            *([] if place.is_durable else ["--no-sync"]),
        ],
        cwd=part,
        env=server_environment(),
        account=account,
    )
    if done.returncode != 0:
        raise PostgresError(f"The database could not be made:\n{done.stderr.strip()}")
    password.unlink()
    part.rename(place.home)


def refuse_other_version(place: Place) -> None:
    """A data directory opens only with the major version that made it."""
    made_by = int((place.data / "PG_VERSION").read_text(encoding="ascii").split(".")[0])
    programs = major_version()
    if made_by != programs:
        raise PostgresError(
            f"The database in {place.data} was made by PostgreSQL {made_by}, but the installed "
            f"programs are PostgreSQL {programs}, which cannot open it. Nothing was changed. "
            f"Install the requirements that fit PostgreSQL {made_by} and run "
            f"`manage.py pg dump FILE`; then move the folder away, install today's requirements "
            f"and run `manage.py pg restore FILE`."
        )


def _give(path: Path, account: Account) -> None:
    if os.geteuid() == 0:
        os.chown(path, account.uid, account.gid)
