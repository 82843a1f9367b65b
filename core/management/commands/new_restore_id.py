from django.core.management.base import BaseCommand

from core.models import Installation


class Command(BaseCommand):
    """Tell the phones that the database was brought back some other way than `pg restore`."""

    help = "Write a new restore_id, so that phones offer again what they had sent before."

    def handle(self, *args: object, **options: object) -> None:
        """Write it and say it."""
        self.stdout.write(f"The new restore_id is {Installation.renew_restore_id()}.")
