"""manage.py rebuild_rollups: the counts beside the marks are what the marks say, or it tells."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from dashboards.services.rollups import check_counts, rebuild_counts


class Command(BaseCommand):
    """Counts every session, week and cohort anew and compares them with what triggers kept."""

    help = "Make the counts of the dashboards anew; --check compares only and exits 1."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        found = check_counts() if check else rebuild_counts()
        done = "differ" if check else "differed and were made anew"
        self.stdout.write(
            f"{found.sessions} counts of sessions, {found.weeks} of weeks and {found.cohorts} of "
            f"cohorts compared: {found.wrong_sessions}, {found.wrong_weeks} and "
            f"{found.wrong_cohorts} {done}."
        )
        if check and found.wrong:
            sys.exit(1)
