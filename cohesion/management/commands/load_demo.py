"""Load the invented programme, once."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from accounts.models import User
from cohesion.demo.staff import demo_password
from cohesion.demo.story import tell
from core.models import Installation


class Command(BaseCommand):
    """Tells the story where nobody works yet, and leaves everything else alone."""

    help = "Load a demo with one sign-in per role; does nothing once there is any staff."

    def handle(self, *args: object, **options: object) -> None:
        """Load it and print the sign-ins."""
        if User.objects.exists():
            kind = Installation.get().get_kind_display()
            self.stdout.write(f"» This installation is in use ({kind}); the demo is not loaded.")
            return
        password = demo_password()
        names = tell(password)
        self.stdout.write("» The demo is loaded. Everybody in it is invented.")
        self.stdout.write(f"  Sign in as {', '.join(names)}")
        self.stdout.write(f"  with the password {password}")
