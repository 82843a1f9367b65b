"""Register the people of a list, and give each of them a place in a cohort."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import override

from accounts.models import User
from accounts.roles import Permission
from core.scoping import scope
from participants.services.imports.terminal import CannotImport
from trainings.models import Cohort
from trainings.services.lists import NotLoaded, load_list
from trainings.services.refusals import CannotChange


class Command(BaseCommand):
    """`import_people --apply` at the place of a cohort, and then everybody is enrolled there."""

    help = "Enrol the people of an .xlsx or .csv list in a cohort, named by its id or its name."

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
        try:
            data = file.read_bytes()
        except OSError as problem:
            raise CommandError(f"The file cannot be read: {problem.strerror}.") from problem
        with override(user.language), scope(user), transaction.atomic():
            try:
                loaded = load_list(
                    data=data,
                    file_name=file.name,
                    cohort=_cohort(user, cohort),
                    by=user,
                    leave_out=options["leave_out"],
                )
            except (CannotImport, CannotChange, NotLoaded) as refusal:
                raise CommandError(f"Nobody was loaded.\n{refusal}") from refusal
        self.stdout.write(f"» {loaded.enrolled} enrolled.")
        for words, rows in (
            ("In this cohort already", loaded.known_rows),
            ("Did not agree, so nothing of them is kept", loaded.refused_rows),
        ):
            if rows:
                self.stdout.write(f"  {words}: rows {', '.join(map(str, rows))}.")


def _cohort(user: User, cohort: str) -> Cohort:
    place = user.scope.where(Permission.PARTICIPANT_ADD)
    try:
        named = Q(pk=UUID(cohort))
    except ValueError:
        named = Q(name=cohort)
    found = Cohort.objects.filter(named, project_site__in=place)
    if found.count() != 1:
        raise CommandError(f"{user.username} has {found.count()} cohorts called {cohort}.")
    return found.select_related("project_site__site").get()
