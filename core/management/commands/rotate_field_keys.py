from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from core.rotation import rotate


class Command(BaseCommand):
    """Puts a new key first in the file of keys and writes every encrypted column anew.

    Safe while people work, and safe to interrupt: run again, it goes on where it stopped.
    """

    help = "Encrypt everything with a new key; run it again if it was interrupted."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate, table by table."""
        for table, rows in rotate():
            self.stdout.write(f"» {table}: {rows} rows written with the newest key.")
        self.stdout.write(
            f"  {settings.FIELD_KEYS_FILE} has a key more: copy it to where you keep it safe. "
            "The older keys stay in it, since older dumps need them."
        )
