"""manage.py match_names: what is made of pairs of names, and whether each may be one woman's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from participants.names.pairs import CannotRead, compare, read_pairs


class Command(BaseCommand):
    """Compares the names of each row, without a database."""

    help = (
        "Compare pairs of names: prints JSON with both folded names, both skeletons, "
        "a score from 0 to 1, and whether the two would be offered as one woman."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a CSV file in UTF-8 with the columns a, b")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            pairs = read_pairs(file)
        except CannotRead as problem:
            raise CommandError(str(problem)) from problem
        said = [compare(one, other) for one, other in pairs]
        # A terminal that knows no Arabic gets the same JSON in ASCII.
        knows_all = (getattr(self.stdout, "encoding", None) or "utf-8").lower() == "utf-8"
        self.stdout.write(json.dumps(said, ensure_ascii=not knows_all, indent=2))
