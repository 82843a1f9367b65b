"""Take away what is known of a person."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from participants.models import Participant
from participants.services.anonymising import anonymise
from participants.services.refusals import CannotAnonymise


class Command(BaseCommand):
    """Make a person anonymous, on all of her records and in the record of changes."""

    help = "Take away a person's name and everything personal, for good; what is counted stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Her code, and a word that it is meant."""
        parser.add_argument("code", help="the eight digits of her code")
        parser.add_argument("--yes", action="store_true", help="really take it away")

    def handle(self, *args: object, code: str, yes: bool, **options: object) -> None:
        """Find her, and do it."""
        person = Participant.objects.filter(code=code.replace("-", "")).first()
        if person is None:
            raise CommandError(f"Nobody has the code {code}.")
        if not yes:
            raise CommandError(
                f"This takes away the name, the phone and everything personal of {person.code_text}"
                ", and of her children where nobody else answers for them, for good. "
                "Add --yes if you mean it."
            )
        try:
            lines = anonymise(person)
        except CannotAnonymise as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(
            f"{person.code_text} is anonymous now; {lines} lines of the record were blanked, and a "
            f"line says so. Dumps keep her until the last of before is gone."
        )
