"""A file is measured, read and kept for a day, so that somebody can look at what it would do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.text import clean_line, fold
from participants.models import ImportRow, KnownColumn, PeopleImport
from participants.queries.imports import matching_as_json, matching_of, sheet_of
from participants.services.imports.forget import forget_over
from participants.services.refusals import CannotKeep
from participants.sheets.matching import LONGEST_HEADING, guess, with_columns
from participants.sheets.reading import Line, read_lines, told_of

if TYPE_CHECKING:
    from accounts.models import User
    from programmes.models import ProjectSite

LONGEST_NAME = 200
AT_ONCE = 500


def receive(
    *, data: bytes, file_name: str, place: ProjectSite, by: User
) -> tuple[PeopleImport, bool]:
    """Keep the rows of a file; answers the import, and whether it is a new one.

    The same file at the same place is one import until it was applied, whoever sends it and how
    many at once. Raises UnreadableFile.
    """
    forget_over(place.pk)
    digest = sha256(data).hexdigest()
    if earlier := _sent_before(place, digest):
        return earlier, False
    lines = read_lines(data)
    known = KnownColumn.objects.filter(site=place.site_id)
    remembered = dict(known.values_list("heading", "code"))
    imported = PeopleImport(
        project_site=place,
        file_name=clean_line(file_name[-LONGEST_NAME:]).text or "list",
        digest=digest,
        matching=matching_as_json(guess(lines, remembered)),
        created_by=by,
    )
    try:
        with transaction.atomic():
            imported.save(force_insert=True)
    except IntegrityError:
        # Sent twice at the same moment: the other one is there by now.
        if earlier := _sent_before(place, digest):
            return earlier, False
        raise
    _keep_rows(imported, lines)
    return imported, True


@transaction.atomic
def choose_columns(*, imported: PeopleImport, columns: Mapping[int, str], by: User) -> PeopleImport:
    """Keep which column means what, and remember it for the next list of this site.

    `columns` go from a place, counted from 0, to a code of `participants.sheets.columns`; "" is
    left out.
    """
    locked = PeopleImport.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    if locked.state not in (PeopleImport.State.OPEN, PeopleImport.State.FAILED):
        raise CannotKeep(_("This list is being worked on. Wait until that is done."))
    lines = sheet_of(locked)
    matching = with_columns(matching_of(locked), columns)
    locked.matching = matching_as_json(matching)
    locked.save(update_fields=["matching"])
    for line in lines:
        if line.number in matching.heading_rows:
            _remember(line, columns, locked)
    return locked


def _remember(line: Line, columns: Mapping[int, str], imported: PeopleImport) -> None:
    for place, code in columns.items():
        heading = line.at(place)
        if isinstance(heading, str) and len(heading) <= LONGEST_HEADING and fold(heading):
            KnownColumn.objects.update_or_create(
                site_id=imported.project_site.site_id,
                heading=fold(heading)[:LONGEST_HEADING],
                defaults={"code": code},
            )


def _sent_before(place: ProjectSite, digest: str) -> PeopleImport | None:
    index = PeopleImport._meta.get_field("digest_index").ask(digest)
    found = PeopleImport.objects.filter(project_site=place, digest_index__in=index)
    return found.staged().filter(created_at__lte=timezone.now()).first()


def _keep_rows(imported: PeopleImport, lines: list[Line]) -> None:
    ImportRow.objects.bulk_create(
        (
            ImportRow(
                imported=imported,
                number=line.number,
                cells=json.dumps(list(map(told_of, line.cells)), ensure_ascii=False),
            )
            for line in lines
        ),
        batch_size=AT_ONCE,
    )
