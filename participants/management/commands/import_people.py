"""A list of people at the terminal: the same import as on its page."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import override

from accounts.models import User
from accounts.roles import Permission
from core.scoping import scope
from participants.services.imports.terminal import CannotImport, import_file
from programmes.models import ProjectSite


class Command(BaseCommand):
    """Prints what a file would do, as JSON; with --apply it does that, all of it or nothing."""

    help = "Preview or apply an .xlsx or .csv list of people at a site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, where it is from, and who answers for it."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--site", required=True, help="code of the site")
        parser.add_argument("--project", help="code of the project, where the site has several")
        parser.add_argument("--by", required=True, help="user name of who registers people there")
        parser.add_argument("--apply", action="store_true", help="add and change them")
        parser.add_argument(
            "--leave-out", type=int, nargs="+", default=[], metavar="ROW", help="rows to pass over"
        )

    def handle(self, *args: object, file: Path, by: str, **options: Any) -> None:
        """Look at the file, and apply it where that was asked."""
        user = User.objects.filter(username=by.lower(), is_active=True).first()
        if user is None:
            raise CommandError(f"There is no user {by}.")
        place = _place(user, options["site"], options["project"])
        try:
            data = file.read_bytes()
        except OSError as problem:
            raise CommandError(f"The file cannot be read: {problem.strerror}.") from problem
        with override(user.language), scope(user):
            try:
                told = import_file(
                    data=data,
                    file_name=file.name,
                    place=place,
                    by=user,
                    apply_it=options["apply"],
                    leave_out=options["leave_out"],
                )
            except CannotImport as refusal:
                raise CommandError(str(refusal)) from refusal
            if not told.applied:
                transaction.set_rollback(True)
        self.stdout.write(json.dumps(told.as_json(), ensure_ascii=False, indent=2))
        if options["apply"] and not told.applied:
            raise CommandError(told.why or "Nothing was applied.")


def _place(user: User, site: str, project: str | None) -> ProjectSite:
    """The one place of a site where she registers people."""
    found = ProjectSite.objects.select_related("site", "project").filter(site__code=site)
    if not found:
        codes = ", ".join(sorted(set(ProjectSite.objects.values_list("site__code", flat=True))))
        raise CommandError(f"There is no site {site}. There are: {codes or 'none'}.")
    if project:
        found = found.filter(project__code=project)
    hers = found.filter(pk__in=user.scope.where(Permission.PARTICIPANT_ADD))
    if not hers:
        raise CommandError(
            f"{user.username} may not register people at {site}. --by names a field officer or "
            "coordinator there, who answers for the list."
        )
    if len(hers) > 1:
        codes = ", ".join(one.project.code for one in hers)
        raise CommandError(f"{site} has several projects; say --project: {codes}.")
    return hers[0]
