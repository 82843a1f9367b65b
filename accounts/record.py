"""For migrations: let the database note every change of a table, whatever path it takes."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.migrations import RunSQL

KINDS = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}


def record_changes(
    table: str,
    *,
    key: str = "id",
    subject: str = "participant_id",
    secret: Sequence[str] = (),
    left_out: Sequence[str] = (),
    has_a_log: bool = False,
) -> RunSQL:
    """Statement triggers that write a line of the record for each row that really changed.

    `key` is the primary key, `subject` the column that names the participant. Of `secret` columns
    it is only noted that they changed; those `left_out` are made from others. A table that
    `has_a_log` of its own, with a version that every logged change raises, notes only what came
    past that log.
    """
    words = f"'{_array(secret)}', '{_array(left_out)}', '{key}', '{subject}', '{has_a_log}'"
    kinds = [kind for kind in KINDS if not (has_a_log and kind == "INSERT")]
    return RunSQL(
        [
            f"CREATE TRIGGER record_{kind.lower()} AFTER {kind} ON {table} "
            f"REFERENCING {KINDS[kind]} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION accounts_record_changes({words})"
            for kind in kinds
        ],
        [f"DROP TRIGGER record_{kind.lower()} ON {table}" for kind in kinds],
    )


def _array(names: Sequence[str]) -> str:
    return f"{{{','.join(names)}}}"
