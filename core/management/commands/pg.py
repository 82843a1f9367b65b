"""Look after the database server."""

from __future__ import annotations

import os
import subprocess
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from core.postgres import PostgresError, client, ensure_running
from core.postgres.configure import embedded_is_off, uses_real_server
from core.postgres.dumps import dump, dump_of_today
from core.postgres.restore import restore
from core.postgres.running import place, stop


class Command(BaseCommand):
    """Start, stop, look at, dump and restore the database."""

    help = "Look after the database: start, stop, status, psql, dump, restore."
    # What is wrong with the database must not keep us from looking at it.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One action, and a file for some of them."""
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("start", help="start the embedded server")
        actions.add_parser("stop", help="stop the embedded server")
        actions.add_parser("status", help="say which server is used and whether it answers")
        psql = actions.add_parser("psql", help="open psql on the database")
        psql.add_argument("words", nargs="*", help="more for psql, after --")
        dump = actions.add_parser("dump", help="write a dump into a file")
        dump.add_argument("file", nargs="?", type=Path, help="left out: the dump of today")
        restore = actions.add_parser("restore", help="put a dump in the place of the database")
        restore.add_argument("file", type=Path)

    def handle(self, *args: object, action: str, **options: object) -> None:
        """Do it; what went wrong is a sentence."""
        try:
            getattr(self, action)(**options)
        except PostgresError as problem:
            raise CommandError(str(problem)) from problem

    def start(self, **options: object) -> None:
        """Start the embedded server."""
        if self._has_no_embedded():
            return
        started = ensure_running()
        self.stdout.write("The database runs now." if started else "The database runs already.")

    def stop(self, **options: object) -> None:
        """Stop the embedded server."""
        if self._has_no_embedded():
            return
        stopped = stop(place())
        self.stdout.write("The database is stopped." if stopped else "No database was running.")

    def status(self, **options: object) -> None:
        """Say which server is used and whether it answers."""
        if uses_real_server():
            self.stdout.write(f"DATABASE_URL names the server; it is {_version()}.")
            return
        from core.postgres.processes import postmaster
        from core.postgres.server import answers

        here = place()
        pid = postmaster(here.data)
        self.stdout.write(f"The embedded server keeps its data in {here.data}.")
        if pid is None:
            self.stdout.write("It is not running.")
        elif not answers(here):
            self.stdout.write(f"It runs as process {pid}, but does not answer.")
        else:
            self.stdout.write(f"It runs as process {pid} and answers; it is {_version()}.")

    def psql(self, *, words: list[str], **options: object) -> None:
        """Open psql."""
        ensure_running()
        words = client.command("psql", *words)
        done = subprocess.run(words, env=client.environment(), check=False)  # noqa: S603
        if done.returncode != 0:
            raise CommandError("psql ended with an error.", returncode=done.returncode)

    def dump(self, *, file: Path | None, **options: object) -> None:
        """Write a dump."""
        ensure_running()
        if file is None:
            file = dump_of_today(settings.VAR_DIR)
        else:
            dump(file)
        if file is None:
            self.stdout.write("The dump of today is there already.")
        else:
            self.stdout.write(f"Wrote {file} ({os.path.getsize(file):,} bytes).")
            self.stdout.write(f"It is of no use without {settings.FIELD_KEYS_FILE}: keep both.")

    def restore(self, *, file: Path, **options: object) -> None:
        """Put a dump in the place of the database."""
        ensure_running()
        before = restore(file)
        self.stdout.write("Bringing the tables of the dump up to today's program…")
        call_command("migrate", verbosity=0)
        self.stdout.write(
            f"Restored {file}. What was there before is kept as the database “{before}” until the "
            f"next restore. Phones will offer again what they had sent since the dump."
        )

    def _has_no_embedded(self) -> bool:
        if uses_real_server() or embedded_is_off():
            self.stdout.write("The embedded server is not used here, so it is left alone.")
            return True
        return False


def _version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (version,) = cursor.fetchone()
    return f"PostgreSQL {version}"
