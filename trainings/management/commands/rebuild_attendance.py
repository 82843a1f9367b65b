"""manage.py rebuild_attendance: the log proves every mark, or says which it does not."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from trainings.queries.attendance_log import Compared, Stored, compare_all
from trainings.services.attendance_rebuild import rebuild_session

SHOWN = 20


class Command(BaseCommand):
    """Replays the log of every row and compares it with the mark that is stored."""

    help = "Rebuild the marks from the log of events; --check compares only and exits 1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        rows = 0
        different: list[Compared] = []
        for row in compare_all():
            rows += 1
            if not row.is_same:
                different.append(row)
        for row in different[:SHOWN]:
            self.stdout.write(_sentence(row))
        if len(different) > SHOWN:
            self.stdout.write(f"… and {len(different) - SHOWN} more")
        if not check:
            for session_id in sorted({row.key[0] for row in different}):
                rebuild_session(session_id)
        gaps = sum(bool(row.replayed.gaps) for row in different)
        done = "differ" if check else "differed and were rebuilt"
        self.stdout.write(
            f"{rows} rows compared with the log: {len(different)} {done}, {gaps} with a gap."
        )
        # A gap cannot be mended: an event is missing.
        if gaps or (check and different):
            sys.exit(1)


def _sentence(row: Compared) -> str:
    session, enrolment = row.key
    gaps = f", gap at version {row.replayed.gaps[0]}" if row.replayed.gaps else ""
    return (
        f"session {session}, enrolment {enrolment}: stored {_said(row.stored)}, "
        f"the log says {_said(row.expected)}{gaps}"
    )


def _said(row: Stored | None) -> str:
    return "nothing" if row is None else f"{row.value.mark or 'cleared'} in version {row.version}"
