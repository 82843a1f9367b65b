"""Write every encrypted column anew with the newest key; what was interrupted goes on later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

from core import crypto
from core.fields import EncryptedTextField

ROWS_AT_ONCE = 200

Model = type[models.Model]


def encrypted_models() -> list[Model]:
    """Every table that has an encrypted column."""
    return [
        model for model in apps.get_models() if not model._meta.proxy and any(_encrypted(model))
    ]


def rotate() -> Iterator[tuple[str, int]]:
    """Add a key, unless an earlier rotation was not finished, and write all rows with it.

    Answers, table by table, its name and how many rows were written.
    """
    if not any(_stale(model, limit=1) for model in encrypted_models()):
        crypto.add_key()
    for model in encrypted_models():
        yield model._meta.db_table, _write_anew(model)


def _write_anew(model: Model) -> int:
    written = 0
    while True:
        with transaction.atomic():
            rows = model._base_manager.filter(pk__in=_stale(model, limit=ROWS_AT_ONCE))
            found = list(rows.select_for_update(no_key=True, of=("self",)))
            for row in found:
                row.save(update_fields=_columns(model))
        written += len(found)
        if not found:
            return written


def _stale(model: Model, *, limit: int) -> list[Any]:
    """Primary keys of rows with a value that an older key wrote, in every transaction anew."""
    newest = crypto.newest_key()
    is_stale = [
        sql.SQL("substring({} from 1 for {}) <> {}").format(
            sql.Identifier(str(field.column)), len(newest), newest
        )
        for field in _encrypted(model)
    ]
    question = sql.SQL("SELECT {} FROM {} WHERE {} LIMIT {}").format(
        sql.Identifier(str(model._meta.pk.column)),
        sql.Identifier(model._meta.db_table),
        sql.SQL(" OR ").join(is_stale),
        limit,
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [found for (found,) in cursor.fetchall()]


def _encrypted(model: Model) -> Iterator[EncryptedTextField]:
    return (field for field in model._meta.fields if isinstance(field, EncryptedTextField))


def _columns(model: Model) -> list[str]:
    """The encrypted columns of a table, and the indexes that are made from them."""
    return [
        field.name
        for field in model._meta.fields
        if isinstance(field, EncryptedTextField) or getattr(field, "is_keyed", False)
    ]
