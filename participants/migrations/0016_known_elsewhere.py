"""Pairs are found by who sees both sides; one function looks beyond a scope, and says yes or no."""

from django.db import migrations

from accounts.record import record_changes
from core.row_security import protect


def both(table: str, one: str, other: str) -> str:
    """A policy: both people are in scope, by their own policy."""
    return " AND ".join(
        f"EXISTS (SELECT FROM participants_participant p WHERE p.id = {table}.{column})"
        for column in (one, other)
    )


# What it finds it puts before those who see both; who asks learns that there is somebody. Only
# about a woman whom she sees herself, so that nobody can be asked after by a made-up id.
ACROSS = """
CREATE FUNCTION participants_known_across_scopes(whom uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    me participants_participant;
    mine int[] := nullif(current_setting('app.project_sites', true), '')::int[];
BEGIN
    SELECT * INTO me FROM participants_participant WHERE id = whom;
    mine := coalesce(mine, me.project_sites);
    IF me.id IS NULL OR NOT me.project_sites && mine THEN
        RETURN false;
    END IF;
    INSERT INTO participants_duplicatecandidate (id, one_id, other_id, reasons, verdict, found_at)
    SELECT gen_random_uuid(), least(me.id, o.id), greatest(me.id, o.id),
        array_remove(ARRAY[
            CASE WHEN o.phone_index = me.phone_index THEN 'phone' END,
            CASE WHEN abs(extract(year FROM o.born_on) - extract(year FROM me.born_on)) = 0
                THEN 'birth'
                WHEN abs(extract(year FROM o.born_on) - extract(year FROM me.born_on)) <= 1
                THEN 'birth_near' END,
            CASE WHEN o.folded_name = me.folded_name THEN 'name' ELSE 'name_alike' END
        ], NULL),
        '', now()
    FROM participants_participant o
    WHERE NOT o.project_sites && mine AND o.canonical_id <> me.canonical_id
        AND (
            o.phone_index = me.phone_index
                AND similarity(split_part(o.folded_name, ' ', 1),
                    split_part(me.folded_name, ' ', 1)) > 0.4
            OR o.folded_name % me.folded_name
                AND similarity(o.folded_name, me.folded_name) > 0.8
                AND abs(extract(year FROM o.born_on) - extract(year FROM me.born_on)) <= 1
        )
    ON CONFLICT DO NOTHING;
    RETURN EXISTS (
        SELECT FROM participants_duplicatecandidate c
        JOIN participants_participant o
            ON o.id = CASE WHEN c.one_id = me.id THEN c.other_id ELSE c.one_id END
        WHERE me.id IN (c.one_id, c.other_id) AND c.verdict IN ('', 'unsure')
            AND NOT o.project_sites && mine AND o.canonical_id <> me.canonical_id
    );
END $$;
REVOKE ALL ON FUNCTION participants_known_across_scopes FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("participants", "0015_duplicates")]

    operations = [
        protect(
            "participants_duplicatecandidate",
            both("participants_duplicatecandidate", "one_id", "other_id"),
        ),
        protect("participants_merge", both("participants_merge", "survivor_id", "other_id")),
        record_changes("participants_duplicatecandidate", subject="one_id"),
        record_changes("participants_merge", subject="survivor_id"),
        migrations.RunSQL(ACROSS, "DROP FUNCTION participants_known_across_scopes(uuid)"),
    ]
