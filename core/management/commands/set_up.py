"""Bring an installation up to date, step by step, in one process."""

from __future__ import annotations

import hashlib
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.crypto import make_keys_if_missing
from core.models import Installation
from core.postgres import PostgresError, ensure_running
from core.postgres.roles import make_roles

DEMOS = ["none", "story"]


class Command(BaseCommand):
    """Keys, database, tables, texts, static files, and a demo or the first administrator."""

    help = "Bring this installation up to date; what is up to date already is left alone."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which demo, and where the pages will be."""
        parser.add_argument("--demo", choices=DEMOS, help="default: the story, the first time only")
        parser.add_argument("--address", help="where the pages will be")

    def handle(
        self, *args: object, demo: str | None, address: str | None, **options: object
    ) -> None:
        """All steps in turn."""
        # First of all, since all that follows speaks; a report of the demo keeps its words.
        call_command("build_texts", stdout=self.stdout)
        self._make_keys()
        try:
            started = ensure_running()
            self._say("The database runs." if not started else "The database is started.")
            make_roles()
        except PostgresError as problem:
            raise CommandError(str(problem)) from problem
        self._check()
        self._migrate()
        self._collect_static()
        self._let_people_in(demo, address)

    def _make_keys(self) -> None:
        if make_keys_if_missing():
            self._say(
                f"Made {settings.FIELD_KEYS_FILE}. Keep a copy in a safe place: without this file "
                f"phone numbers and identities are gone for good, even with a dump."
            )

    def _check(self) -> None:
        self.check(databases=["default"])

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if pending:
            self._say(f"Bringing the tables up to date, {len(pending)} steps…")
            call_command("migrate", verbosity=0)
            self._check()
        else:
            self._say("The tables are up to date.")

    def _collect_static(self) -> None:
        stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
        state = _state_of_static_files()
        if stamp.exists() and stamp.read_text(encoding="ascii") == state:
            return
        self._say("Gathering and compressing the static files…")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(state, encoding="ascii")

    def _let_people_in(self, demo: str | None, address: str | None) -> None:
        """Invented people come once or when asked for, never into what was turned real."""
        note = Path(settings.VAR_DIR) / "demo"
        if demo == "story" or (demo is None and not note.exists()):
            call_command("load_demo", stdout=self.stdout)
        elif Installation.get().is_demo:
            self._say(
                "The demo is loaded. `manage.py changepassword field` sets a forgotten password; "
                "`manage.py turn_real` begins real work."
            )
        else:
            words = [f"--address={address}"] if address else []
            call_command("first_administrator_link", *words, stdout=self.stdout)
        note.write_text(demo or "story", encoding="ascii")

    def _say(self, sentence: str) -> None:
        self.stdout.write(f"» {sentence}")
        self.stdout.flush()


def _state_of_static_files() -> str:
    """A digest that changes when any static file does."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            digest.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()
