"""Enrol the people of a registration spreadsheet in a cohort."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from accounts.models import User
from accounts.roles import Permission
from trainings.models import Cohort
from trainings.registration import UnreadableRows, read_registration
from trainings.services.refusals import CannotChange
from trainings.services.registration import load_people


class Command(BaseCommand):
    """All rows or none; the columns for ethnicity and faith are not read."""

    help = "Enrol the people of an .xlsx file in a cohort, named by its id or its name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, the cohort and who answers for it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--cohort", required=True)
        parser.add_argument("--by", required=True, help="user name of a coordinator there")
        parser.add_argument(
            "--leave-out", type=int, nargs="+", default=[], metavar="ROW", help="rows to pass over"
        )

    def handle(self, *args: object, file: Path, cohort: str, by: str, **options: Any) -> None:
        """Read, check, and load."""
        user = User.objects.filter(username=by, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no user {by}.")
        place = user.scope.where(Permission.PARTICIPANT_ADD)
        found = Cohort.objects.filter(_named(cohort), project_site__in=place)
        if found.count() != 1:
            raise CommandError(f"{by} has {found.count()} cohorts called {cohort}.")
        try:
            people = read_registration(file, leave_out=options["leave_out"])
            loaded = load_people(cohort=found.get(), people=people, by=user)
        except (UnreadableRows, CannotChange) as refusal:
            raise CommandError("Nobody was loaded.\n" + "\n".join(refusal.sentences)) from refusal
        except OSError as problem:
            raise CommandError(f"The file cannot be read: {problem.strerror}.") from problem
        self.stdout.write(f"» {loaded.enrolled} enrolled.")
        if loaded.known_rows:
            rows = ", ".join(map(str, loaded.known_rows))
            self.stdout.write(f"  In this cohort already: rows {rows}.")
        if loaded.refused_rows:
            rows = ", ".join(map(str, loaded.refused_rows))
            self.stdout.write(f"  Did not agree, so nothing of them is kept: rows {rows}.")


def _named(cohort: str) -> Q:
    try:
        return Q(pk=UUID(cohort))
    except ValueError:
        return Q(name=cohort)
