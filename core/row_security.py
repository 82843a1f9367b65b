"""The net below `visible_to`: policies that a migration lays over each table about people.

A migration calls one of these for every new table. `core.scoping` sets what the policies read.
`current_setting` is asked once for a statement, not once for a row, by standing in a sub-select.
"""

from __future__ import annotations

from django.db.migrations import RunSQL

from core.scoping import APP, SERVICE

PROJECT_SITES = "(SELECT nullif(current_setting('app.project_sites', true), '')::int[])::int[]"
"""Those that the present scope opens; NULL, and so no row, where nothing was set.

Read as an array inside the sub-select: outside of it the text would be read anew for every row,
which takes three times as long as a count itself. The second cast costs nothing; without it
`= ANY` would take the array for a list of rows.
"""

USER = "(SELECT nullif(current_setting('app.user', true), '')::uuid)"
"""Who works; NULL where nobody is signed in."""


def protect(table: str, opens: str) -> RunSQL:
    """Row security for a table: a scope finds and writes the rows for which `opens` is true.

    `opens` is an SQL condition; services find every row, and no scope finds none.
    """
    return RunSQL(
        [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY within_scope ON {table} TO {APP} USING ({opens}) WITH CHECK ({opens})",
            f"CREATE POLICY for_services ON {table} TO {SERVICE} USING (true) WITH CHECK (true)",
        ],
        [
            f"DROP POLICY within_scope ON {table}",
            f"DROP POLICY for_services ON {table}",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        ],
    )


def protect_by_place(table: str, column: str = "project_site_id") -> RunSQL:
    """Rows of the project sites in scope."""
    return protect(table, f"{table}.{column} = ANY ({PROJECT_SITES})")


def protect_by_places(table: str, column: str = "project_sites") -> RunSQL:
    """Rows that share a project site with the scope: the column is an array of them."""
    return protect(table, f"{table}.{column} && {PROJECT_SITES}")


def protect_through(table: str, column: str, parent: str, key: str = "id") -> RunSQL:
    """Rows whose parent row is in scope, by the parent's own policy."""
    return protect(
        table, f"EXISTS (SELECT FROM {parent} parent WHERE parent.{key} = {table}.{column})"
    )
