"""Let somebody into an empty installation."""

from __future__ import annotations

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from accounts.services.first_administrator import make_token


class Command(BaseCommand):
    """Print a link that makes the first system administrator, once, within a day."""

    help = "Print a one-time link that makes the first system administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where this installation is reached."""
        parser.add_argument(
            "--address",
            default=settings.PUBLIC_ADDRESS,
            help="such as https://cohesion.example.org",
        )

    def handle(self, *args: object, address: str, **options: object) -> None:
        """Print it, or say why there is none."""
        token = make_token()
        if token is None:
            self.stdout.write("There is an administrator already; she adds further staff.")
            return
        path = reverse("accounts:first_administrator", args=[token])
        self.stdout.write("Make the first administrator here; the link works once, for one day:")
        self.stdout.write(f"  {address.rstrip('/')}{path}")
