"""Pour a dump into a database."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, cast

from core.postgres.binaries import client_program
from core.postgres.client import command, environment
from core.postgres.errors import PostgresError

READ = ("--no-owner", "--no-privileges", "--file=-")
WRITE = (
    "--no-psqlrc",
    "--quiet",
    "--single-transaction",
    "--set=ON_ERROR_STOP=1",
    "--output=/dev/null",
)
# pg_restore says this to every server, but those before PostgreSQL 17 refuse it.
UNKNOWN_TO_OLDER = b"SET transaction_timeout = 0;\n"
LINES_OF_SETTINGS = 40


def pour(file: Path, *, into: str) -> None:
    """Read the dump with pg_restore, write it with psql; the first complaint stops both."""
    with TemporaryFile() as read_errors, TemporaryFile() as write_errors:
        reader = subprocess.Popen(  # noqa: S603
            [client_program("pg_restore"), *READ, str(file)],
            stdout=subprocess.PIPE,
            stderr=read_errors,
        )
        writer = subprocess.Popen(  # noqa: S603
            command("psql", *WRITE, database=into),
            env=environment(),
            stdin=subprocess.PIPE,
            stderr=write_errors,
        )
        script, target = cast(IO[bytes], reader.stdout), cast(IO[bytes], writer.stdin)
        with suppress(BrokenPipeError), script, target:
            target.writelines(_settings(script))
            copyfileobj(script, target, 1024 * 1024)
        for program, process, errors in (
            ("psql", writer, write_errors),
            ("pg_restore", reader, read_errors),
        ):
            if process.wait() != 0:
                errors.seek(0)
                complaint = errors.read().decode(errors="replace").strip()
                raise PostgresError(f"{program} failed: {complaint}")


def _settings(script: IO[bytes]) -> Iterator[bytes]:
    """The head of the script, where no data can be, without what an older server refuses."""
    for _ in range(LINES_OF_SETTINGS):
        line = script.readline()
        if line != UNKNOWN_TO_OLDER:
            yield line
