"""Begin real work where a demo was."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from accounts.services.turn_real import IsReal, turn_real


class Command(BaseCommand):
    """Empty a demo and let the first administrator in."""

    help = "Turn a demo into a real, empty installation; catalogue, areas and holidays stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A word that it is meant."""
        parser.add_argument("--yes", action="store_true", help="really remove everybody")

    def handle(self, *args: object, yes: bool, **options: object) -> None:
        """Empty it, and print the link."""
        if not yes:
            raise CommandError(
                "This removes all people, marks, cohorts, places and staff of the demo, for good. "
                "Add --yes if you mean it."
            )
        try:
            turn_real()
        except IsReal as real:
            raise CommandError("This installation is real; nothing was removed.") from real
        self.stdout.write("The demo is gone; this installation is real and empty.")
        self.stdout.write("Start the product again, with --demo none, so that every page knows.")
        call_command("first_administrator_link", stdout=self.stdout)
