"""Seal the record of the days that are over."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from accounts.services.seals import seal_days


class Command(BaseCommand):
    """Seal every day that is over and has no seal yet."""

    help = "Seal the record of changes, day by day; `serve` does so by itself."

    def handle(self, *args: object, **options: object) -> None:
        """Seal, and print the newest hash: whoever keeps it elsewhere can prove the record."""
        sealed = seal_days()
        for seal in sealed:
            self.stdout.write(f"{seal.on_day}: {seal.changes} changes, {bytes(seal.hash).hex()}")
        if not sealed:
            self.stdout.write("Every day that is over is sealed.")
