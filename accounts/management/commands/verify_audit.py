"""Check the record of changes against its seals."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from accounts.services.seals import faults


class Command(BaseCommand):
    """Find what was taken from the record, or changed in it, after it was sealed."""

    help = "Check the record of changes against its seals; exit 1 if anything differs."

    def handle(self, *args: object, **options: object) -> None:
        """Say what differs, or that nothing does."""
        found = faults()
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write("The record of changes is as it was sealed.")
