"""The two roles without a password that the product works as, and what they may touch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection

from core.postgres.client import connect
from core.postgres.errors import PostgresError
from core.postgres.missing_roles import missing_roles
from core.scoping import APP, LOGIN, SERVICE, begin

# Roles belong to the whole server: another database may be making them at this very moment.
# Who signs in owns the tables and is under their policies too: migrations that move data find it
# because she has the rights of the service.
_MAKE = f"""
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['{APP}', '{SERVICE}'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', name);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END;
        END IF;
        IF NOT pg_has_role(session_user, name, 'MEMBER') THEN
            EXECUTE format(
                CASE WHEN current_setting('server_version_num')::int >= 160000
                    THEN 'GRANT %I TO %I WITH INHERIT TRUE, SET TRUE'
                    ELSE 'GRANT %I TO %I' END,
                name, session_user
            );
        END IF;
    END LOOP;
END $$
"""

# Trigger functions write the record and stay with the owner of the tables; functions that answer
# across scopes belong to the service, whose policies open every row.
_ALLOW = f"""
DO $$
DECLARE
    answers regprocedure;
BEGIN
    GRANT USAGE ON SCHEMA public TO {APP}, {SERVICE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP}, {SERVICE};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP}, {SERVICE};
    REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APP}, {SERVICE};
    FOR answers IN
        SELECT p.oid FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef
            AND p.prorettype <> 'trigger'::regtype AND p.proowner = session_user::regrole
            AND p.proname LIKE '%\\_across\\_scopes'
    LOOP
        IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) THEN
            GRANT CREATE ON SCHEMA public TO {SERVICE};
        END IF;
        EXECUTE format('ALTER FUNCTION %s OWNER TO {SERVICE}', answers);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', answers);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO {APP}', answers);
    END LOOP;
END $$
"""  # noqa: S608

# `{kind} {name}` is a table or a function that may not be there yet.
_LIMIT = f"""
DO $$
BEGIN
    IF coalesce(to_regclass('{{name}}')::oid, to_regproc('{{name}}')::oid) IS NOT NULL THEN
        REVOKE ALL ON {{kind}} {{name}} FROM PUBLIC, {APP}, {SERVICE};
        GRANT {{rights}} ON {{kind}} {{name}} TO {{roles}};
    END IF;
END $$
"""
_limits: dict[str, str] = {}

OWNER = "CURRENT_USER"
"""Who signed in, while she says what the roles may do."""


def limit_table(name: str, rights: str) -> None:
    """Leave both roles only some rights on a table; from `AppConfig.ready()` of its room."""
    _limits[name] = _LIMIT.format(kind="TABLE", name=name, rights=rights, roles=f"{APP}, {SERVICE}")


def limit_function(name: str, *roles: str) -> None:
    """Let only some roles call a function that works with its owner's rights."""
    _limits[name] = _LIMIT.format(
        kind="FUNCTION", name=name, rights="EXECUTE", roles=", ".join(roles)
    )


def make_roles() -> None:
    """See that both roles are there, by a connection that needs neither.

    Raises PostgresError where an administrator of the server has to make them.
    """
    with connect() as present:
        with present.cursor() as cursor:
            if missing := missing_roles(cursor):
                raise PostgresError(f"{missing.sentence} {missing.remedy}")
        present.execute(_MAKE.encode())


def allow(execute: Callable[[str], Any]) -> None:
    """Let both roles work with every table there is, within its limits; said by the owner."""
    execute(_ALLOW)
    for words in _limits.values():
        execute(words)


def begin_migrating(**kwargs: Any) -> None:
    """The structure is changed by its owner."""
    with connection.cursor() as cursor:
        cursor.execute(_MAKE)
        cursor.execute("SELECT set_config('role', %s, false)", [LOGIN])


def end_migrating(**kwargs: Any) -> None:
    """New tables are there to be worked with, and the owner is no longer needed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, false)", [LOGIN])
        allow(cursor.execute)
    begin(connection)
