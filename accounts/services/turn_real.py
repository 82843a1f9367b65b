"""From a demo to real work: everybody invented goes, what is true everywhere stays."""

from __future__ import annotations

from django.apps import apps
from django.db import connection, transaction

from core.context import is_demo
from core.models import Installation
from core.scoping import as_owner

STAYS = frozenset(
    {
        "core.installation",
        "contenttypes.contenttype",
        "auth.permission",
        "programmes.adminarea",
        "programmes.holiday",
        "participants.consenttext",
        "participants.identityvalue",
        "trainings.course",
        "trainings.courseversion",
        "trainings.module",
        "trainings.skill",
    }
)
"""Models whose rows are no invention of the demo; a model that is not named here is emptied."""


class IsReal(Exception):
    """There is nothing invented to remove, and nothing real may be."""


@transaction.atomic
def turn_real() -> None:
    """Empty the demo; sessions and cache go too, so everybody is signed out."""
    installation = Installation.objects.select_for_update().filter(pk=1).first()
    if installation is None or not installation.is_demo:
        raise IsReal
    tables = [connection.ops.quote_name(table) for table in _tables_to_empty()]
    with as_owner(), connection.cursor() as cursor:
        # A check that still waits for the end of the transaction keeps a table from being emptied.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        # Without CASCADE: a row that stays and points to one that goes is a mistake to be told.
        # The log of marks refuses DELETE; emptying it with everything else is meant.
        cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY")
    Installation.objects.update(kind=Installation.Kind.REAL)
    Installation.renew_restore_id()
    transaction.on_commit(is_demo.cache_clear)


def _tables_to_empty() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    emptied = {
        model._meta.db_table
        for model in models
        if model._meta.label_lower not in STAYS and model._meta.managed and not model._meta.proxy
    }
    return sorted({*emptied, "core_cache"})
