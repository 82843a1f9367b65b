"""What migrations brought, kept aside: a test on a live server empties every table."""

from __future__ import annotations

from django.apps import apps
from django.db import connection

from core.scoping import LOGIN, Setting, connections_as

SCHEMA = "seeds"


def keep_or_bring_back() -> None:
    """Keep a copy the first time, and bring it back once the tables were emptied."""
    with connections_as(Setting(LOGIN)), connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM programmes_adminarea)")
        is_full = cursor.fetchone()[0]
        cursor.execute("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = %s)", [SCHEMA])
        is_kept = cursor.fetchone()[0]
        tables = _tables(cursor)
        if is_full and not is_kept:
            cursor.execute(f"CREATE SCHEMA {SCHEMA}")
            for table in tables:
                cursor.execute(f"CREATE TABLE {SCHEMA}.{table} AS TABLE public.{table}")
        if not is_full:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for table in tables:
                _bring_back(cursor, table)


def _bring_back(cursor, table: str) -> None:
    # Published versions of the catalogue are frozen by a trigger, for their modules too.
    cursor.execute(f"ALTER TABLE public.{table} DISABLE TRIGGER USER")
    cursor.execute(f"DELETE FROM public.{table}")
    cursor.execute(
        "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns "
        "WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER'",
        [table],
    )
    columns = cursor.fetchone()[0]
    cursor.execute(
        f"INSERT INTO public.{table} ({columns}) OVERRIDING SYSTEM VALUE "
        f"SELECT {columns} FROM {SCHEMA}.{table}"
    )
    cursor.execute(f"ALTER TABLE public.{table} ENABLE TRIGGER USER")


def _tables(cursor) -> list[str]:
    """Those that migrations filled, whatever an earlier table points to first."""
    names = [model._meta.db_table for model in apps.get_models() if model._meta.managed]
    kept = (
        "programmes_adminarea",
        "core_installation",
        "participants_consenttext",
        "participants_identityvalue",
    )
    catalogue = (
        "trainings_course",
        "trainings_courseversion",
        "trainings_module",
        "trainings_skill",
    )
    return [name for name in (*kept, *catalogue) if name in names]
