"""Is the configured database one that this product can trust?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from core.postgres.client import connect
from core.postgres.missing_roles import MissingRoles, missing_roles

OLDEST = 15


@register(Tags.database)
def database_is_fit(
    *, databases: Sequence[str] | None = None, **options: Any
) -> list[CheckMessage]:
    """A server that is new enough, with our roles, and that knows Arabic letters for letters."""
    problems: list[CheckMessage] = []
    if databases and (missing := _missing_roles()):
        # Nothing more can be asked: a connection of the product begins by becoming one of them.
        return [_no_roles(missing)]
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
            (version,) = cursor.fetchone()
            if version < OLDEST:
                problems.append(_too_old(version))
            cursor.execute("SELECT to_regproc('similarity') IS NOT NULL")
            # Before the first migration the extension is not there, and nothing can be asked.
            if cursor.fetchone() == (True,) and not _finds_arabic(cursor):
                problems.append(_finds_no_arabic())
    return problems


def _finds_arabic(cursor: Any) -> bool:
    cursor.execute("SELECT similarity('محمد علي', 'محمد عل') > 0.5")
    return bool(cursor.fetchone()[0])


def _missing_roles() -> MissingRoles:
    with connect() as present, present.cursor() as cursor:
        return missing_roles(cursor)


def _too_old(version: int) -> Error:
    return Error(
        f"The database server is PostgreSQL {version}; {OLDEST} or newer is needed.",
        hint="Point DATABASE_URL to a newer server, or leave it out for the embedded one.",
        id="core.E001",
    )


def _finds_no_arabic() -> Error:
    return Error(
        "The database takes no Arabic letter for a letter, so a search for a name finds nobody.",
        hint="Make the database anew with LC_CTYPE 'C.UTF-8' or another UTF-8 locale, not 'C', "
        "and bring the data over with `manage.py pg dump` and `manage.py pg restore`.",
        id="core.E002",
    )


def _no_roles(missing: MissingRoles) -> Error:
    return Error(missing.sentence, hint=missing.remedy, id="core.E003")
