"""Hide small numbers of a table for whoever reads it."""

from __future__ import annotations

import json
import sys

from django.core.management.base import BaseCommand, CommandError

from dashboards.disclosure.json_table import UnreadableTable, as_json, read_table, unknown_keys
from dashboards.disclosure.protect import protect
from dashboards.disclosure.solver import silent


class Command(BaseCommand):
    """Reads JSON from standard input and prints JSON: `manage.py suppress < table.json`.

    Input: `rows` and `cols` (names), `cells` (whole numbers, one list for each row), and if wanted
    `k` (5) and `zeros` ("show" or "hide"). Output: the same with null for hidden numbers, the
    margins, and the positions hidden for their own sake (`primary`) and for the sake of those
    (`secondary`); -1 is the index of a margin. The two lists are for the analyst: never publish
    them beside the table.
    """

    help = "Hide small numbers of a table (JSON in, JSON out), and all that gives them away."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        """Read, protect, print."""
        try:
            text = sys.stdin.buffer.read().decode("utf-8-sig")
            table = read_table(text)
        except UnicodeDecodeError as problem:
            raise CommandError("The input is not text in UTF-8.") from problem
        except UnreadableTable as problem:
            raise CommandError(str(problem)) from problem
        for name in unknown_keys(text):
            self.stderr.write(f"» {json.dumps(name)} means nothing here and was passed over.")
        with silent():
            protected = protect(table)
        self.stdout.write(json.dumps(as_json(table, protected)))
